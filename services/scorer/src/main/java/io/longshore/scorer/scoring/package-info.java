/** From images to predictions: decode, score, trim, rank. */
@NullMarked
package io.longshore.scorer.scoring;

import org.jspecify.annotations.NullMarked;
