/** Tests of what others use to detect drift. */
@NullMarked
package io.longshore.bench.drift.dummy;

import org.jspecify.annotations.NullMarked;
