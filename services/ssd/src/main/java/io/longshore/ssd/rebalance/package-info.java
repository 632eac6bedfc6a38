/** Learnable weight scaling: one scale a class, fitted on cached features. */
@NullMarked
package io.longshore.ssd.rebalance;

import org.jspecify.annotations.NullMarked;
