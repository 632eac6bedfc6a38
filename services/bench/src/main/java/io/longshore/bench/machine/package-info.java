/** The machine a number was measured on, and how much of its memory. */
@NullMarked
package io.longshore.bench.machine;

import org.jspecify.annotations.NullMarked;
