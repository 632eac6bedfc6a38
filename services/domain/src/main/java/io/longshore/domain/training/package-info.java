/** What a trainer reports while it works. */
@NullMarked
package io.longshore.domain.training;

import org.jspecify.annotations.NullMarked;
