/** Decisions to adapt a model, each with its evidence. */
@NullMarked
package io.longshore.domain.adaptation;

import org.jspecify.annotations.NullMarked;
