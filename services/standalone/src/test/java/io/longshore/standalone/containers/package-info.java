/** The files that operators start containers with. */
@NullMarked
package io.longshore.standalone.containers;

import org.jspecify.annotations.NullMarked;
