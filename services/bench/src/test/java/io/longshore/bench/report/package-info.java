/** Tests. */
@NullMarked
package io.longshore.bench.report;

import org.jspecify.annotations.NullMarked;
