/** Models for tests, which need to write what the library does not. */
@NullMarked
package io.longshore.onnx;

import org.jspecify.annotations.NullMarked;
