/** Programs that show that memory stays flat. */
@NullMarked
package io.longshore.standalone.soak;

import org.jspecify.annotations.NullMarked;
