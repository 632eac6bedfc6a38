package io.longshore.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What ingest counts: images and labels by outcome, every outcome from the start, and how long
 * acknowledgements take. Why something was refused is counted where it is kept.
 */
public final class IngestMetrics {
  private static final Duration[] BOUNDS =
      LongStream.of(2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Timer acknowledgement;
  private final Map<Class<?>, Counter> images;
  private final Map<Class<?>, Counter> labels;

  public IngestMetrics(MeterRegistry meters, InFlight inFlight) {
    this.meters = meters;
    this.acknowledgement =
        Timer.builder("longshore.ingest.ack.seconds")
            .description("from an image's arrival to the acknowledgement of all of it")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    Gauge.builder("longshore.ingest.in.flight.bytes", inFlight, InFlight::bytes)
        .description("bytes between senders and the broker's acknowledgement")
        .register(meters);
    this.images = counters("longshore.ingest.images", "images by what became of them");
    this.labels = counters("longshore.ingest.labels", "labels that came after their images");
  }

  private Map<Class<?>, Counter> counters(String name, String description) {
    return Stream.<Class<?>>of(
            Outcome.Acknowledged.class,
            Outcome.Refused.class,
            Outcome.Busy.class,
            Outcome.Unacknowledged.class)
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(),
                outcome ->
                    Counter.builder(name)
                        .description(description)
                        .tag("outcome", outcome.getSimpleName().toLowerCase(Locale.ROOT))
                        .register(meters)));
  }

  Timer.Sample begin() {
    return Timer.start(meters);
  }

  void image(Timer.Sample begun, Outcome outcome) {
    image(outcome);
    if (outcome instanceof Outcome.Acknowledged) {
      begun.stop(acknowledgement);
    }
  }

  /** Counts an image by what became of it. */
  public void image(Outcome outcome) {
    Objects.requireNonNull(images.get(outcome.getClass())).increment();
  }

  void label(Outcome outcome) {
    Objects.requireNonNull(labels.get(outcome.getClass())).increment();
  }
}
