/** Tests of the package of the same name. */
@NullMarked
package io.longshore.ssd.net;

import org.jspecify.annotations.NullMarked;
