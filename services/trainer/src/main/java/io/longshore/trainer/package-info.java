/** The trainer: follows labels, remembers images, answers adaptations with models. */
@NullMarked
package io.longshore.trainer;

import org.jspecify.annotations.NullMarked;
