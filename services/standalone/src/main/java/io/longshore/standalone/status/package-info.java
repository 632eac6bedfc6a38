/** How a stream stands: what serves and why, read off the topics. */
@NullMarked
package io.longshore.standalone.status;

import org.jspecify.annotations.NullMarked;
