/** How the live model is watched. */
@NullMarked
package io.longshore.rollout.quality;

import org.jspecify.annotations.NullMarked;
