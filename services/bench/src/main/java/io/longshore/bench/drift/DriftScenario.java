package io.longshore.bench.drift;

import java.util.SplittableRandom;

/**
 * A long tail that changes, or does not, at the first live label.
 *
 * @param classes at least two
 * @param imbalance of the most frequent class to the rarest before the change
 * @param reference labels that the reference was estimated from, independent ones
 * @param shift present from the first live label on
 * @param burst labels of the same class in a row; 1 for independent labels
 * @param horizon live labels in a run
 * @param look labels between looks
 */
public record DriftScenario(
    int classes, double imbalance, int reference, Shift shift, int burst, int horizon, int look)
    implements Scenario {
  public DriftScenario {
    if (classes < 2 || reference < 1 || burst < 1 || look < 1 || horizon < look) {
      throw new IllegalArgumentException(
          "%d classes, %d reference labels, bursts of %d, a look every %d of %d labels: "
                  .formatted(classes, reference, burst, look, horizon)
              + "at least 2, 1, 1, and a look within the horizon are needed");
    }
  }

  @Override
  public String name() {
    boolean small = reference == DriftPlan.FEW_LABELS_A_CLASS * classes;
    return shift.label()
        + (burst == 1 ? "" : ", bursts of " + burst)
        + (small ? ", small reference" : "");
  }

  @Override
  public long referenceLabels() {
    return reference;
  }

  @Override
  public boolean drifts() {
    return shift != Shift.NONE;
  }

  /**
   * A tenth for shifts in bursts: found late, they are the dearest runs, and no budget rests on
   * them.
   */
  @Override
  public int runs(int wanted) {
    return drifts() && burst > 1 ? Math.max(1, wanted / 10) : wanted;
  }

  @Override
  public Run begin(SplittableRandom random) {
    double[] before = Shift.longTail(classes, imbalance);
    double[] after = shift.applied(classes, imbalance);
    var drawn = new LabelStream(before, 1, random.split()).count(reference);
    var live = new LabelStream(after, burst, random.split());
    return new Run(Reference.of(drawn), live::next);
  }
}
