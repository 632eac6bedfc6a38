/** Tests. */
@NullMarked
package io.longshore.standalone.cli;

import org.jspecify.annotations.NullMarked;
