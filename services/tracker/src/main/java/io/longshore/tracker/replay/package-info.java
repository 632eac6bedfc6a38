/** What another policy would have decided on what was recorded. */
@NullMarked
package io.longshore.tracker.replay;

import org.jspecify.annotations.NullMarked;
