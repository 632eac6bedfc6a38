/** What is counted now, for whoever asks over HTTP. */
@NullMarked
package io.longshore.tracker.query;

import org.jspecify.annotations.NullMarked;
