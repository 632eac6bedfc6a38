package io.longshore.bench.ssd;

import java.util.List;

/**
 * How a loss fell in one stage of one training.
 *
 * @param training a short name; two rows that share a training share its curve
 * @param losses mean of each epoch
 */
public record Curve(String training, List<Double> losses) {

  public Curve {
    losses = List.copyOf(losses);
  }
}
