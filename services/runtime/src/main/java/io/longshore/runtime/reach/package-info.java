/** Whether Kafka answers at an address, and if not, what does. */
@NullMarked
package io.longshore.runtime.reach;

import org.jspecify.annotations.NullMarked;
