@NullMarked
package io.longshore.rollout.evidence;

import org.jspecify.annotations.NullMarked;
