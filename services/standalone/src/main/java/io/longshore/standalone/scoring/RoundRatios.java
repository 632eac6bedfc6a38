package io.longshore.standalone.scoring;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One rate over another, round by round. */
public record RoundRatios(List<Double> rounds) {

  static RoundRatios of(List<Double> rates, List<Double> over) {
    return new RoundRatios(
        IntStream.range(0, rates.size())
            .mapToObj(round -> rates.get(round) / over.get(round))
            .toList());
  }

  public double median() {
    return ScoringResult.median(rounds);
  }

  /** The median, with the lowest and the highest round. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        median(),
        Collections.min(rounds),
        Collections.max(rounds));
  }
}
