/** Whether Kafka answers at an address, and if not, what does. */
@NullMarked
package io.longshore.standalone.reach;

import org.jspecify.annotations.NullMarked;
