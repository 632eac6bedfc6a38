/** The tracker on Kafka Streams: topology, processors, stores. */
@NullMarked
package io.longshore.tracker.streams;

import org.jspecify.annotations.NullMarked;
