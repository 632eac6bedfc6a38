/** Tests. */
@NullMarked
package io.longshore.bench.continual;

import org.jspecify.annotations.NullMarked;
