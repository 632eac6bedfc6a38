package io.longshore.bench.drift;

import java.util.SplittableRandom;

/**
 * Live labels drawn from the mix of a real data set. Without drift the reference is drawn from the
 * same mix, as many labels as the data set has; with drift it is another data set as it is.
 *
 * @param drifts whether {@code before} is another mix than {@code after}
 */
record HistogramScenario(
    String name, Histogram before, Histogram after, boolean drifts, int horizon, int look)
    implements Scenario {

  HistogramScenario {
    if (!before.names().equals(after.names())) {
      throw new IllegalArgumentException(
          "%s: %d and %d classes that are not the same"
              .formatted(name, before.names().size(), after.names().size()));
    }
  }

  @Override
  public int classes() {
    return before.names().size();
  }

  @Override
  public double imbalance() {
    return before.imbalance();
  }

  @Override
  public long referenceLabels() {
    return before.total();
  }

  @Override
  public Run begin(SplittableRandom random) {
    var live = new LabelStream(after.shares(), 1, random.split());
    if (drifts) {
      return new Run(before.reference(), live::next);
    }
    var drawn = new LabelStream(before.shares(), 1, random.split());
    long[] counts = drawn.count(Math.toIntExact(before.total()));
    return new Run(Reference.of(before.names(), counts), live::next);
  }
}
