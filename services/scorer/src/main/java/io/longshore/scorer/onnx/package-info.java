/** The only door to ONNX Runtime: models loaded, verified, run and closed. */
@NullMarked
package io.longshore.scorer.onnx;

import org.jspecify.annotations.NullMarked;
