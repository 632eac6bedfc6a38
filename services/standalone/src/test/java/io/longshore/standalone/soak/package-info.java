/** A soak that is run by hand, not by the build. */
@NullMarked
package io.longshore.standalone.soak;

import org.jspecify.annotations.NullMarked;
