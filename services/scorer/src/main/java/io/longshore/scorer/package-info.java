/** The scorer: images to predictions of the live model, which changes without a pause. */
@NullMarked
package io.longshore.scorer;

import org.jspecify.annotations.NullMarked;
