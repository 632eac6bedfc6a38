/** Where and how the engine computes. */
@NullMarked
package io.longshore.ssd.torch;

import org.jspecify.annotations.NullMarked;
