package io.longshore.bench.adapt;

/**
 * What makes a row this row: two rows of the same settings are the same experiment.
 *
 * @param largest images of the largest class that the first model learns from
 * @param imbalance the largest class over the smallest
 * @param steady labelled images before the mix changes
 * @param phase labelled images of each of the two mixes after that
 * @param rate labelled images a second
 * @param settings of the system beside the benchmark's own, as key=value in order
 */
public record AdaptSettings(
    String policy,
    String dataset,
    long seed,
    int largest,
    int imbalance,
    int steady,
    int phase,
    int rate,
    String settings) {

  /** The same experiment under another policy. */
  public AdaptSettings withPolicy(String other) {
    return new AdaptSettings(
        other, dataset, seed, largest, imbalance, steady, phase, rate, settings);
  }
}
