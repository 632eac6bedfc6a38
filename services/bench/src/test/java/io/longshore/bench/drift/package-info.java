/** Tests of the drift benchmark. */
@NullMarked
package io.longshore.bench.drift;

import org.jspecify.annotations.NullMarked;
