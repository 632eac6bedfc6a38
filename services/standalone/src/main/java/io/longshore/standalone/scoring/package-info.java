/** How fast the scorer is, beside ONNX Runtime alone. */
@NullMarked
package io.longshore.standalone.scoring;

import org.jspecify.annotations.NullMarked;
