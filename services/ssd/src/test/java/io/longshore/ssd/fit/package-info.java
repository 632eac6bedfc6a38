/** Tests of the package of the same name. */
@NullMarked
package io.longshore.ssd.fit;

import org.jspecify.annotations.NullMarked;
