/** Where the console reads topics and asks the cluster. */
@NullMarked
package io.longshore.console.kafka;

import org.jspecify.annotations.NullMarked;
