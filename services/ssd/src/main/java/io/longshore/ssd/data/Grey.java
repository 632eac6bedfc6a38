package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * Takes the colours away.
 *
 * @param probability that it happens
 */
public record Grey(double probability) implements Transform {

  public Grey {
    Probability.check("turning grey", probability);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    if (random.nextDouble() < probability) {
      Colour.saturate(canvas, 0);
    }
  }
}
