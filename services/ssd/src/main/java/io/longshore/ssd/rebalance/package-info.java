/** Fitting a head anew while its encoder stays: one scale a class, or the whole of it. */
@NullMarked
package io.longshore.ssd.rebalance;

import org.jspecify.annotations.NullMarked;
