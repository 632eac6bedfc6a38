/** A folder with everything in it that a benchmark needs on a machine without Maven or network. */
@NullMarked
package io.longshore.standalone.bundle;

import org.jspecify.annotations.NullMarked;
