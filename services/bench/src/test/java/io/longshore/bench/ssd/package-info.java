/** Tests. */
@NullMarked
package io.longshore.bench.ssd;

import org.jspecify.annotations.NullMarked;
