/** Kafka's transactions, as leaders and coordinators see them. */
@NullMarked
package io.longshore.standalone.transaction;

import org.jspecify.annotations.NullMarked;
