/** How many images a second the training loop takes, and a peer's beside it. */
@NullMarked
package io.longshore.bench.speed;

import org.jspecify.annotations.NullMarked;
