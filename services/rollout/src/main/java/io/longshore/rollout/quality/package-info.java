/** How the live model fares on the stream, whether or not anything is on trial. */
@NullMarked
package io.longshore.rollout.quality;

import org.jspecify.annotations.NullMarked;
