/** A trained network as the bytes of an ONNX file. */
@NullMarked
package io.longshore.onnx;

import org.jspecify.annotations.NullMarked;
