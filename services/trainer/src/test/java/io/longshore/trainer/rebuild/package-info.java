/** Making models again. */
@NullMarked
package io.longshore.trainer.rebuild;

import org.jspecify.annotations.NullMarked;
