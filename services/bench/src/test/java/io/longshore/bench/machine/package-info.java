/** Tests. */
@NullMarked
package io.longshore.bench.machine;

import org.jspecify.annotations.NullMarked;
