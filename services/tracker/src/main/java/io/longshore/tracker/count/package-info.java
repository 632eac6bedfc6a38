/** What is remembered of a stream's labels: counts, decayed counts, and since when. */
@NullMarked
package io.longshore.tracker.count;

import org.jspecify.annotations.NullMarked;
