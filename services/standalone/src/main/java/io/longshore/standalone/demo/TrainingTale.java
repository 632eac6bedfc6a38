package io.longshore.standalone.demo;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.standalone.cli.Terminal;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.util.List;
import java.util.Locale;

/** Tells how trainings go, each event once. */
final class TrainingTale {
  private final Observatory seen;
  private final Terminal terminal;
  private int told;

  TrainingTale(Observatory seen, Terminal terminal) {
    this.seen = seen;
    this.terminal = terminal;
  }

  /** Tells what came since the last call. */
  void tell() {
    List<Seen<TrainingEvent>> events = seen.training();
    for (; told < events.size(); told++) {
      TrainingEvent event = events.get(told).value();
      if (event instanceof TrainingEvent.Started begun) {
        terminal.say(
            "%s begins on %,d images of %d classes"
                .formatted(begun.gear().word(), begun.images(), begun.classes()));
      } else if (event instanceof TrainingEvent.EpochCompleted epoch) {
        terminal.progress(
            epoch.stage(),
            epoch.epoch(),
            epoch.epochs(),
            String.format(
                Locale.ROOT, "loss %.3f, %.0f images/s", epoch.loss(), epoch.imagesPerSecond()));
      }
    }
  }
}
