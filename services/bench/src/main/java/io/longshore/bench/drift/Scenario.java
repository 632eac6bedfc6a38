package io.longshore.bench.drift;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** One line of the table: what is known of a mix, whether it changes and how labels arrive. */
public interface Scenario {

  /** For people and programs; with classes, imbalance and reference it names the scenario. */
  String name();

  int classes();

  /** Of the most frequent class to the rarest of the reference mix. */
  double imbalance();

  /** Labels that the reference is estimated from. */
  long referenceLabels();

  /** Whether the mix of the live labels is another one; where not, every alarm is false. */
  boolean drifts();

  /** Live labels in a run. */
  int horizon();

  /** Labels between looks. */
  int look();

  /** How many runs it gets where so many are wanted. */
  default int runs(int wanted) {
    return wanted;
  }

  /** A reference and the live labels of one run. */
  Run begin(SplittableRandom random);

  /**
   * What one run sees.
   *
   * @param labels class of the next label
   */
  record Run(Reference reference, IntSupplier labels) {}
}
