package io.longshore.console.state;

/**
 * How much is remembered.
 *
 * @param waiting predictions, and labels, that wait for each other
 * @param imagesPerClass places of recent images of each class
 * @param modelClasses classes of all models together whose manifests are kept whole
 */
public record Limits(int waiting, int imagesPerClass, long modelClasses) {
  static final int DRIFT_POINTS = 1_000;
  static final int PLANS = 500;
  static final int JUDGED_MODELS = 400;
  static final int REQUESTS = 100;
  static final int DECISIONS = 100;
  static final int RUNS = 30;
  static final int REJECTS = 200;
  static final int SCORERS = 200;
}
