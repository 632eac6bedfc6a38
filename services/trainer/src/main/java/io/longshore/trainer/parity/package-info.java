/** The trainer's engine against ONNX Runtime, in a throw-away process. */
@NullMarked
package io.longshore.trainer.parity;

import org.jspecify.annotations.NullMarked;
