/** The console: what goes on, for people with a browser. */
@NullMarked
package io.longshore.console;

import org.jspecify.annotations.NullMarked;
