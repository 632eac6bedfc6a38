package io.longshore.bench.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * What to measure on simulated streams.
 *
 * @param detectors in the order of the table
 * @param classes numbers of them
 * @param imbalances of the most frequent class to the rarest
 * @param runs of each row
 * @param alpha chance of a false alarm over the horizon that ours may have
 * @param horizon live labels in a run
 * @param look labels between looks
 */
public record DriftPlan(
    List<Detector> detectors,
    List<Integer> classes,
    List<Integer> imbalances,
    int runs,
    double alpha,
    int horizon,
    int look,
    long seed) {
  /** Reference labels a class; CIFAR-100-LT has 10,847 for a hundred. */
  public static final int LABELS_A_CLASS = 108;

  /** At least so many, however few classes. */
  public static final int LEAST_REFERENCE = 10_847;

  /** A reference that is hardly known. */
  public static final int FEW_LABELS_A_CLASS = 10;

  private static final List<Integer> BURSTS = List.of(1, 2, 10, 30);

  public DriftPlan {
    detectors = List.copyOf(detectors);
    classes = List.copyOf(classes);
    imbalances = List.copyOf(imbalances);
    if (runs < 1 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "%d runs at alpha %s; at least one run and an alpha inside (0, 1) are needed"
              .formatted(runs, alpha));
    }
  }

  /** How many labels a mix of so many classes is estimated from. */
  public static int reference(int classes) {
    return Math.max(LEAST_REFERENCE, LABELS_A_CLASS * classes);
  }

  /** Scenarios of all detectors, those without a change first. */
  public List<Experiment> simulated() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Shift shift : Shift.values()) {
      for (int burst : BURSTS) {
        for (int imbalance : imbalances) {
          for (int k : classes) {
            scenarios.add(
                new DriftScenario(k, imbalance, reference(k), shift, burst, horizon, look));
          }
        }
      }
    }
    for (int imbalance : imbalances) {
      for (int k : classes) {
        scenarios.add(
            new DriftScenario(k, imbalance, FEW_LABELS_A_CLASS * k, Shift.NONE, 1, horizon, look));
      }
    }
    return experiments(scenarios);
  }

  /** Rows of all detectors in these scenarios. */
  public List<Experiment> experiments(List<Scenario> scenarios) {
    List<Experiment> experiments = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (Detector detector : detectors) {
        experiments.add(
            new SimulatedExperiment(detector, scenario, scenario.runs(runs), alpha, seed));
      }
    }
    return experiments;
  }
}
