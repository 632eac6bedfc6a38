/** Tests of the package of the same name. */
@NullMarked
package io.longshore.ssd.rebalance;

import org.jspecify.annotations.NullMarked;
