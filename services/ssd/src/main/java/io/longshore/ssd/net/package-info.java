/**
 * Networks as named tensors with a forward pass: the residual encoder, linear heads, the projection
 * head.
 */
@NullMarked
package io.longshore.ssd.net;

import org.jspecify.annotations.NullMarked;
