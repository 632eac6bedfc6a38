/** How fast the tracker counts, and that it counts right when it is killed. */
@NullMarked
package io.longshore.loadtest.tracker;

import org.jspecify.annotations.NullMarked;
