/** Records that were refused, kept whole. */
@NullMarked
package io.longshore.domain.reject;

import org.jspecify.annotations.NullMarked;
