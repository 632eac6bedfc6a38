/** Tests of the package of the same name. */
@NullMarked
package io.longshore.ssd.data;

import org.jspecify.annotations.NullMarked;
