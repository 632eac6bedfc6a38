/** What the stream says of two models on the same images, and what follows from it. */
@NullMarked
package io.longshore.rollout.evidence;

import org.jspecify.annotations.NullMarked;
