/**
 * Load at a schedule that does not wait for answers, and what came of it: every load test looks for
 * losses and repeats too.
 */
@NullMarked
package io.longshore.loadtest.load;

import org.jspecify.annotations.NullMarked;
