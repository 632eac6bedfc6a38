/** Making a model again from what its manifest names. */
@NullMarked
package io.longshore.trainer.rebuild;

import org.jspecify.annotations.NullMarked;
