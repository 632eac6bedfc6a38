/** The one epoch loop: batches, schedule, optimiser, checkpoints, progress. */
@NullMarked
package io.longshore.ssd.fit;

import org.jspecify.annotations.NullMarked;
