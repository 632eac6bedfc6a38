/** A real Kafka broker inside this process. */
@NullMarked
package io.longshore.standalone.broker;

import org.jspecify.annotations.NullMarked;
