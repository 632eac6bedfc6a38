package io.longshore.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** What ingest counts: images and labels by outcome, and how long acknowledgements take. */
public final class IngestMetrics {
  private final MeterRegistry meters;
  private final Timer acknowledgement;

  public IngestMetrics(MeterRegistry meters, InFlight inFlight) {
    this.meters = meters;
    this.acknowledgement =
        Timer.builder("longshore.ingest.ack.seconds")
            .description("from an image's arrival to the acknowledgement of all of it")
            .publishPercentileHistogram()
            .register(meters);
    Gauge.builder("longshore.ingest.in.flight.bytes", inFlight, InFlight::bytes)
        .description("bytes between senders and the broker's acknowledgement")
        .register(meters);
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
    count("longshore.ingest.images", "images by what became of them", outcome);
  }

  void label(Outcome outcome) {
    count("longshore.ingest.labels", "labels that came after their images", outcome);
  }

  private void count(String name, String description, Outcome outcome) {
    Counter.builder(name)
        .description(description)
        .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }
}
