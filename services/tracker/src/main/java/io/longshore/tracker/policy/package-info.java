/** When to adapt, and how: pure decisions. */
@NullMarked
package io.longshore.tracker.policy;

import org.jspecify.annotations.NullMarked;
