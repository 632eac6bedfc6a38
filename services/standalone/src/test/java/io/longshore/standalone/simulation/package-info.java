/** Rollout and scorers in one thread, with a scheduler that means no good. */
@NullMarked
package io.longshore.standalone.simulation;

import org.jspecify.annotations.NullMarked;
