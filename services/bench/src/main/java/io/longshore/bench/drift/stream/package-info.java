/** Real labels with dates, replayed as they happened. */
@NullMarked
package io.longshore.bench.drift.stream;

import org.jspecify.annotations.NullMarked;
