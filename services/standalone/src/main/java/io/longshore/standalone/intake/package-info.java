/** How fast images come in, in one process with their sender. */
@NullMarked
package io.longshore.standalone.intake;

import org.jspecify.annotations.NullMarked;
