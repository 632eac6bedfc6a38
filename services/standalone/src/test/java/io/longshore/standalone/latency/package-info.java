/** Programs that measure how soon an answer is live; run by hand, not by the build. */
@NullMarked
package io.longshore.standalone.latency;

import org.jspecify.annotations.NullMarked;
