/**
 * Accuracy under drift, policy by policy: what is asked, what is answered, and how it is graded.
 */
@NullMarked
package io.longshore.bench.adapt;

import org.jspecify.annotations.NullMarked;
