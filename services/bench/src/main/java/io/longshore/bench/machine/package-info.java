/** The machine a number was measured on, how much of its memory, and how long it will take. */
@NullMarked
package io.longshore.bench.machine;

import org.jspecify.annotations.NullMarked;
