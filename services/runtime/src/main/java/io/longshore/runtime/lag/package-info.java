/** How far groups of consumers are behind, seen from outside of them. */
@NullMarked
package io.longshore.runtime.lag;

import org.jspecify.annotations.NullMarked;
