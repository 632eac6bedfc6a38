/** State that lives as objects and is written down, in pieces, when it is committed. */
@NullMarked
package io.longshore.tracker.memory;

import org.jspecify.annotations.NullMarked;
