/** How often each class is seen, and the arithmetic of priors. */
@NullMarked
package io.longshore.domain.frequency;

import org.jspecify.annotations.NullMarked;
