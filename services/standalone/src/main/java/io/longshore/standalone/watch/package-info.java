/** What can be seen from outside: the topics, followed. */
@NullMarked
package io.longshore.standalone.watch;

import org.jspecify.annotations.NullMarked;
