/** What others use to tell that a class mix moved, as they use it. */
@NullMarked
package io.longshore.bench.drift.dummy;

import org.jspecify.annotations.NullMarked;
