/** The whole of Longshore in one process: a broker and every service. */
@NullMarked
package io.longshore.standalone.system;

import org.jspecify.annotations.NullMarked;
