/** The log as Kafka topics. */
@NullMarked
package io.longshore.ingest.kafka;

import org.jspecify.annotations.NullMarked;
