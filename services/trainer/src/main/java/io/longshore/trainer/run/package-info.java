/** One answer to one adaptation: its frozen examples, its checkpoints, its events. */
@NullMarked
package io.longshore.trainer.run;

import org.jspecify.annotations.NullMarked;
