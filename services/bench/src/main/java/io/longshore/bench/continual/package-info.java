/**
 * Long tails whose classes arrive in steps: what is learned of the new ones, what is left of the
 * old ones.
 */
@NullMarked
package io.longshore.bench.continual;

import org.jspecify.annotations.NullMarked;
