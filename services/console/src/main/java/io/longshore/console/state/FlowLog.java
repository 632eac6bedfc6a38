package io.longshore.console.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rates, lag and latency over the last minutes. */
public final class FlowLog {
  private static final int POINTS = 600;
  private static final double SECOND = 1_000;

  private final Ring<Point> points = new Ring<>(POINTS);
  private Optional<Sighting> latest = Optional.empty();

  /**
   * One moment.
   *
   * @param images records a second since the sighting before; the others likewise
   * @param lag by group and topic
   * @param latency of sampled images, in milliseconds; empty if none was
   */
  public record Point(
      Instant at,
      double images,
      double labels,
      double predictions,
      double rejects,
      Map<String, Long> lag,
      Optional<Quantiles> latency) {}

  /** A sighting; the first has no rates, since nobody knows since when. */
  public void told(Sighting now) {
    latest
        .filter(before -> now.at().isAfter(before.at()))
        .ifPresent(before -> points.add(point(before, now)));
    latest = Optional.of(now);
  }

  private static Point point(Sighting before, Sighting now) {
    double seconds = Duration.between(before.at(), now.at()).toMillis() / SECOND;
    var lag = new TreeMap<String, Long>();
    now.lags().forEach(group -> lag.put(group.key(), group.lag()));
    double rejects =
        now.topics().keySet().stream()
            .filter(topic -> topic.startsWith("rejects-"))
            .mapToDouble(topic -> rate(before, now, topic, seconds))
            .sum();
    return new Point(
        now.at(),
        rate(before, now, "images", seconds),
        rate(before, now, "labels", seconds),
        rate(before, now, "predictions", seconds),
        rejects,
        lag,
        now.millis().isEmpty() ? Optional.empty() : Optional.of(new Quantiles(now.millis())));
  }

  /** A topic that was made anew has fewer records than before, not a negative rate. */
  private static double rate(Sighting before, Sighting now, String topic, double seconds) {
    return Math.max(0, now.end(topic) - before.end(topic)) / Math.max(1 / SECOND, seconds);
  }

  /** Oldest first. */
  public List<Point> points() {
    return points.oldestFirst();
  }

  public Optional<Point> newest() {
    return points.newest();
  }

  public Optional<Sighting> latest() {
    return latest;
  }
}
