/** The story that the demonstration tells, and what came of it. */
@NullMarked
package io.longshore.standalone.demo;

import org.jspecify.annotations.NullMarked;
