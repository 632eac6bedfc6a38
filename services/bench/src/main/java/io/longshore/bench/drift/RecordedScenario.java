package io.longshore.bench.drift;

import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Labels of a real data set in a real order, against the data set's own counts.
 *
 * @param labels classes by their place in the histogram
 */
record RecordedScenario(String name, Histogram known, int[] labels, int look) implements Scenario {

  @Override
  public int classes() {
    return known.names().size();
  }

  @Override
  public double imbalance() {
    return known.imbalance();
  }

  @Override
  public long referenceLabels() {
    return known.total();
  }

  @Override
  public boolean drifts() {
    return false;
  }

  @Override
  public int runs(int wanted) {
    return 1; // every run would be the same
  }

  @Override
  public int horizon() {
    return labels.length / look * look;
  }

  @Override
  public Run begin(SplittableRandom random) {
    PrimitiveIterator.OfInt next = IntStream.of(labels).iterator();
    return new Run(known.reference(), next::nextInt);
  }
}
