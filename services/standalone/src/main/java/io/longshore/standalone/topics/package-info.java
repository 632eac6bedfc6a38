/** How Longshore's topics stand on a cluster, beside how they should. */
@NullMarked
package io.longshore.standalone.topics;

import org.jspecify.annotations.NullMarked;
