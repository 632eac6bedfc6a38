/**
 * The only package that calls the PyTorch engine below DJL's interface: gradient recording and
 * threads.
 */
@NullMarked
package io.longshore.ssd.torch;

import org.jspecify.annotations.NullMarked;
