/** The runtime's parts against a real broker. */
@NullMarked
package io.longshore.standalone.runtime;

import org.jspecify.annotations.NullMarked;
