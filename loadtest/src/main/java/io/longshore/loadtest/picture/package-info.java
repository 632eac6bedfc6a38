/** Pictures of what was measured. */
@NullMarked
package io.longshore.loadtest.picture;

import org.jspecify.annotations.NullMarked;
