/** Which model is live, and why. */
@NullMarked
package io.longshore.domain.rollout;

import org.jspecify.annotations.NullMarked;
