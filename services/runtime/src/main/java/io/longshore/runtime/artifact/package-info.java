/** Model files in chunks, by their content. */
@NullMarked
package io.longshore.runtime.artifact;

import org.jspecify.annotations.NullMarked;
