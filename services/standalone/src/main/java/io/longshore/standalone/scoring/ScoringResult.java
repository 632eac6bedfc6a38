package io.longshore.standalone.scoring;

import java.util.List;
import java.util.Map;

/**
 * What was measured: images a second of each round, and what follows from them. Ratios are taken
 * within a round, whose parts meet the machine at about the same speed.
 *
 * @param bare ONNX Runtime alone, float32
 * @param stream through Kafka
 * @param exactlyOnce through Kafka, in transactions
 * @param bareInt8 ONNX Runtime alone with the backbone of 8 bits
 * @param streamInt8 through Kafka with it
 * @param peers rates of programs of others, by their names
 * @param workerBytes allocated for an image on the threads that score
 * @param processBytes allocated for an image on all threads
 * @param latency of single images at half of the rate
 */
public record ScoringResult(
    List<Double> bare,
    List<Double> stream,
    List<Double> exactlyOnce,
    List<Double> bareInt8,
    List<Double> streamInt8,
    Map<String, List<Double>> peers,
    double workerBytes,
    double processBytes,
    PacedLatency latency) {

  public RoundRatios ratioFloat32() {
    return RoundRatios.of(stream, bare);
  }

  public RoundRatios ratioExactlyOnce() {
    return RoundRatios.of(exactlyOnce, bare);
  }

  /** A rate over that of the scorer through Kafka, at least once. */
  public RoundRatios ratioToScorer(List<Double> rounds) {
    return RoundRatios.of(rounds, stream);
  }

  public RoundRatios ratioInt8() {
    return RoundRatios.of(streamInt8, bareInt8);
  }

  public double imagesPerSecond() {
    return median(stream);
  }

  /** The middle one, of an even number the mean of the two in the middle. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
