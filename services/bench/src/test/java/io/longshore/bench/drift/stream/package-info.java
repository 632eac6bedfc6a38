/** Tests of dated streams. */
@NullMarked
package io.longshore.bench.drift.stream;

import org.jspecify.annotations.NullMarked;
