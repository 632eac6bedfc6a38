/** How fast the scorer is, beside others. */
@NullMarked
package io.longshore.standalone.scoring;

import org.jspecify.annotations.NullMarked;
