/** The replay memory: which labelled images are remembered, and their pixels, on disk. */
@NullMarked
package io.longshore.trainer.memory;

import org.jspecify.annotations.NullMarked;
