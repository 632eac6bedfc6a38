/** What a model said of an image. */
@NullMarked
package io.longshore.domain.prediction;

import org.jspecify.annotations.NullMarked;
