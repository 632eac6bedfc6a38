/** A trained network as ONNX artifacts. */
@NullMarked
package io.longshore.trainer.export;

import org.jspecify.annotations.NullMarked;
