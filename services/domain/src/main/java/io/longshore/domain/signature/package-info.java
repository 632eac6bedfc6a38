/** Who vouches for a manifest or a plan. */
@NullMarked
package io.longshore.domain.signature;

import org.jspecify.annotations.NullMarked;
