/** Kafka clients behind Longshore's typed topics. */
@NullMarked
package io.longshore.runtime.kafka;

import org.jspecify.annotations.NullMarked;
