/** Longshore's ways in beside the tool that Kafka's own people measure producers with. */
@NullMarked
package io.longshore.loadtest.peer;

import org.jspecify.annotations.NullMarked;
