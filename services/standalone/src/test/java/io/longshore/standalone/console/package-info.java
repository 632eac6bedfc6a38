/** The console's pages in a real browser, over records on a real broker. */
@NullMarked
package io.longshore.standalone.console;

import org.jspecify.annotations.NullMarked;
