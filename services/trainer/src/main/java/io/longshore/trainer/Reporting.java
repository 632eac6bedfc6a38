package io.longshore.trainer;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import java.time.Clock;
import java.util.Locale;

/** Tells of a run on the training-events topic. */
final class Reporting {
  private final TopicWriter<String, TrainingEvent> events;
  private final Clock clock;

  Reporting(TopicWriter<String, TrainingEvent> events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Writes an event and waits for it: beginnings and ends. */
  void write(TrainingEvent event) {
    events.write(event.run(), event);
  }

  /**
   * A listener that sends each epoch of a run without waiting: training does not stop for a slow
   * broker.
   */
  ProgressListener epochsOf(String run) {
    return event -> {
      if (event instanceof EpochFinished epoch) {
        var unused =
            events.send(
                run,
                new TrainingEvent.EpochCompleted(
                    run,
                    epoch.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    epoch.epoch(),
                    epoch.epochs(),
                    epoch.loss(),
                    epoch.imagesPerSecond(),
                    clock.instant()));
      }
    };
  }
}
