package io.longshore.bench.drift;

/**
 * One line of the table: a mix, how well it is known, how it changes and how labels arrive.
 *
 * @param classes at least two
 * @param imbalance of the most frequent class to the rarest before the change
 * @param reference labels that the reference was estimated from
 * @param shift present from the first live label on
 * @param burst labels of the same class in a row; 1 for independent labels
 * @param horizon live labels in a run
 * @param look labels between looks
 */
public record DriftScenario(
    int classes, double imbalance, int reference, Shift shift, int burst, int horizon, int look) {
  public DriftScenario {
    if (classes < 2 || reference < 1 || burst < 1 || look < 1 || horizon < look) {
      throw new IllegalArgumentException(
          "%d classes, %d reference labels, bursts of %d, a look every %d of %d labels: "
                  .formatted(classes, reference, burst, look, horizon)
              + "at least 2, 1, 1, and a look within the horizon are needed");
    }
  }
}
