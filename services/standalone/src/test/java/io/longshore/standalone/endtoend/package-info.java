/** The whole system in one process, used as anybody would use it: HTTP in, topics out. */
@NullMarked
package io.longshore.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
