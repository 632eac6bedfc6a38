package io.longshore.bench.drift;

import io.longshore.bench.drift.dummy.ChiSquare;
import io.longshore.bench.drift.dummy.Distance;
import io.longshore.bench.drift.dummy.JensenShannon;
import io.longshore.bench.drift.dummy.StabilityIndex;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A line of the table.
 *
 * @param name for options and programs
 * @param title for people
 * @param cost of a look, where that of a sum over the classes is one
 * @param alarms a new one for each run, by the chance of a false alarm it may have
 */
public record Detector(String name, String title, int cost, DoubleFunction<DriftAlarm> alarms) {

  private static final Distance JENSEN_SHANNON = new JensenShannon();
  private static final Distance STABILITY = new StabilityIndex();
  private static final Distance CHI_SQUARE = new ChiSquare();

  private static final String OURS = "longshore";

  /** Whether it is the one that the tracker runs. */
  public boolean isOurs() {
    return name.equals(OURS);
  }

  /** Ours first. */
  public static List<Detector> all() {
    return List.of(
        new Detector(OURS, "Longshore, alpha over the horizon", 100, Longshore::new),
        new Detector("always", "always", 0, alpha -> look -> true),
        new Detector("never", "never", 0, alpha -> look -> false),
        peeking("js", "JS distance 0.1, every look", JENSEN_SHANNON, JensenShannon.THRESHOLD),
        once("js-batch", "JS distance 0.1, once", JENSEN_SHANNON, JensenShannon.THRESHOLD),
        peeking("psi", "PSI 0.2, every look", STABILITY, StabilityIndex.THRESHOLD),
        once("psi-batch", "PSI 0.2, once", STABILITY, StabilityIndex.THRESHOLD),
        peeking("chi2", "chi-square p < .05, every look", CHI_SQUARE, ChiSquare.THRESHOLD),
        once("chi2-batch", "chi-square p < .05, once", CHI_SQUARE, ChiSquare.THRESHOLD));
  }

  /**
   * The detector of that name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Detector named(String name) {
    return all().stream()
        .filter(detector -> detector.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no detector '%s'; there are %s"
                        .formatted(
                            name, String.join(", ", all().stream().map(Detector::name).toList()))));
  }

  private static Detector peeking(String name, String title, Distance distance, double threshold) {
    return new Detector(name, title, 1, alpha -> distance.atEveryLook(threshold));
  }

  private static Detector once(String name, String title, Distance distance, double threshold) {
    return new Detector(name, title, 1, alpha -> distance.atTheHorizon(threshold));
  }
}
