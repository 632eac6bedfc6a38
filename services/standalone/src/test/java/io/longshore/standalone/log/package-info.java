/** Where lines of the log go, and how they look. */
@NullMarked
package io.longshore.standalone.log;

import org.jspecify.annotations.NullMarked;
