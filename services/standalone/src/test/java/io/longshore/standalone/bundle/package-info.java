/** Bundles, unpacked and run. */
@NullMarked
package io.longshore.standalone.bundle;

import org.jspecify.annotations.NullMarked;
