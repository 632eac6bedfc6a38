/** Every service and a broker in one process, and the command line. */
@NullMarked
package io.longshore.standalone;

import org.jspecify.annotations.NullMarked;
