@NullMarked
package io.longshore.rollout;

import org.jspecify.annotations.NullMarked;
