/** One partition of labels: each image once, gathered by bucket of stream time. */
@NullMarked
package io.longshore.tracker.label;

import org.jspecify.annotations.NullMarked;
