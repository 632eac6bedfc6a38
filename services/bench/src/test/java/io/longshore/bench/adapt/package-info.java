/** Tests. */
@NullMarked
package io.longshore.bench.adapt;

import org.jspecify.annotations.NullMarked;
