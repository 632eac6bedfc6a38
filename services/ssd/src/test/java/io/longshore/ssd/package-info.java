/** Tests of the method, on images of a few pixels. */
@NullMarked
package io.longshore.ssd;

import org.jspecify.annotations.NullMarked;
