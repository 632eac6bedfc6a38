package io.longshore.standalone.demo;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.DriftScenario;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.ShiftingTail;
import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.standalone.cli.Terminal;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The story: a long tail arrives and the first model is made; the mix shifts; the alarm is answered
 * in three gears; a table says what it was worth. Everything it tells it reads from the topics.
 */
final class Story {
  private static final Duration TRAINING = Duration.ofMinutes(15);
  private static final Duration SOON = Duration.ofMinutes(2);

  /** Images a second once the first model is live: a stream, not a flood. */
  private static final int STREAM_RATE = 60;

  private final Observatory seen;
  private final Sending sending;
  private final Terminal terminal;
  private final Instant started;
  private final long seed;
  private final TrainingTale training;

  Story(Observatory seen, Sending sending, Terminal terminal, Instant started, long seed) {
    this.seen = seen;
    this.sending = sending;
    this.terminal = terminal;
    this.started = started;
    this.seed = seed;
    this.training = new TrainingTale(seen, terminal);
  }

  StoryResult tell(Dataset dataset) {
    List<DriftScenario.Stretch> acts =
        ShiftingTail.DEFAULT.scenario(dataset.classes()).play(dataset, seed);
    List<LabelledImage> before = acts.get(0).images();
    List<LabelledImage> after = acts.get(1).images();

    send("held-out test images", dataset.heldOut(), Split.HOLDOUT);
    send("long-tailed images", before, Split.STREAM);
    Served first = model(Gear.RETRAIN, Optional.empty());
    terminal.say("first model " + first.version().brief() + " is live");
    double perSecond = scoreBacklog(before.size() + dataset.heldOut().size());

    terminal.say("the mix shifts: " + after.size() + " images, " + STREAM_RATE + " a second");
    CompletableFuture<Void> stream =
        CompletableFuture.runAsync(() -> sending.stream("after-the-shift", after, STREAM_RATE));
    Seen<Adaptation> alarm = alarm(first);
    Instant trimmed = trimmed(alarm);
    Served head = model(Gear.REBALANCE, Optional.of(alarm));
    terminal.say(
        "rebalanced head %s is live %.1f s after the alarm"
            .formatted(head.version().brief(), after(alarm, head.at())));
    Served student = model(Gear.RETRAIN, Optional.of(alarm));
    terminal.say(
        "retrained student %s is live %.0f s after the alarm"
            .formatted(student.version().brief(), after(alarm, student.at())));
    TrainingEvent.ControlEvaluated control = control(student);
    stream.join();
    int sent = before.size() + after.size() + dataset.heldOut().size();
    allPredicted(sent);

    return new StoryResult(
        rows(),
        StoryResult.Row.of(
            "control", "cross-entropy, " + control.epochs() + " epochs", "-", control.evaluation()),
        new StoryResult.Seconds(
            between(started, first.at()),
            after(alarm, trimmed),
            after(alarm, head.at()),
            after(alarm, student.at()),
            between(started, Instant.now())),
        new StoryResult.Images(
            sent,
            seen.imagesPredicted(),
            seen.repeated(),
            sent - seen.imagesPredicted(),
            perSecond),
        seed);
  }

  /** A model and when a scorer said that it serves it. */
  private record Served(ModelVersion version, Instant at) {}

  private void send(String what, List<LabelledImage> images, Split split) {
    sending.flood(
        what.replace(' ', '-'),
        images,
        split,
        done -> terminal.progress(what, done, images.size(), ""));
    terminal.say("%,d %s sent and acknowledged".formatted(images.size(), what));
  }

  /**
   * Waits for the model that answers the latest request of a gear to be served, telling how its
   * training goes.
   */
  private Served model(Gear gear, Optional<Seen<Adaptation>> since) {
    Instant from = since.map(Seen::at).orElse(Instant.MIN);
    wait(
        "a " + gear.word() + " model",
        TRAINING,
        o -> {
          training.tell();
          new Trouble(seen).check(gear, from);
          return served(gear, from).isPresent();
        });
    return served(gear, from).orElseThrow();
  }

  private Optional<Served> served(Gear gear, Instant from) {
    for (Seen<ModelManifest> model : seen.models()) {
      if (model.value().recipe().gear() == gear && !model.at().isBefore(from)) {
        Optional<Served> served =
            seen.reports().stream()
                .filter(r -> r.value().serving().equals(Optional.of(model.value().version())))
                .findFirst()
                .map(r -> new Served(model.value().version(), r.at()));
        if (served.isPresent()) {
          return served;
        }
      }
    }
    return Optional.empty();
  }

  /** The scorer had to wait for a model; what has gathered by then shows how fast it is. */
  private double scoreBacklog(int images) {
    int already = seen.imagesPredicted();
    Instant from = Instant.now();
    wait("the backlog to be scored", SOON, o -> o.imagesPredicted() >= images);
    double perSecond = (images - already) / Math.max(1e-3, between(from, Instant.now()));
    terminal.say("%,d images scored, %.0f a second".formatted(images, perSecond));
    return perSecond;
  }

  private Seen<Adaptation> alarm(Served first) {
    Predicate<Seen<Adaptation>> byDrift =
        a -> a.at().isAfter(first.at()) && a.value().evidence().reference().isPresent();
    wait("an alarm", SOON, o -> o.adaptations().stream().anyMatch(byDrift));
    Seen<Adaptation> alarm = seen.adaptations().stream().filter(byDrift).findFirst().orElseThrow();
    terminal.say("ALARM: " + alarm.value().reason());
    terminal.say("evidence: " + alarm.value().evidence().inWords());
    return alarm;
  }

  /** When a scorer said that it trims to frequencies at least as new as the alarm's. */
  private Instant trimmed(Seen<Adaptation> alarm) {
    wait("the trim", SOON, o -> trimReport(alarm).isPresent());
    Instant at = trimReport(alarm).orElseThrow().at();
    terminal.say(
        "logits trimmed to the new mix %.1f s after the alarm".formatted(after(alarm, at)));
    return at;
  }

  private Optional<Seen<ScorerReport>> trimReport(Seen<Adaptation> alarm) {
    return seen.frequencies().stream()
        .filter(f -> !f.value().asOf().isBefore(alarm.value().decidedAt()))
        .findFirst()
        .flatMap(
            f ->
                seen.reports().stream()
                    .filter(r -> r.value().trimSequence() >= f.value().sequence())
                    .findFirst());
  }

  private TrainingEvent.ControlEvaluated control(Served student) {
    terminal.say("a plain cross-entropy control trains for the same epochs on the same images");
    wait(
        "the control",
        TRAINING,
        o -> {
          training.tell();
          return controlOf(student).isPresent();
        });
    return controlOf(student).orElseThrow();
  }

  private Optional<TrainingEvent.ControlEvaluated> controlOf(Served student) {
    return seen.training().stream()
        .map(Seen::value)
        .filter(TrainingEvent.ControlEvaluated.class::isInstance)
        .map(TrainingEvent.ControlEvaluated.class::cast)
        .filter(c -> c.version().equals(student.version()))
        .findFirst();
  }

  private void allPredicted(int sent) {
    if (!seen.await(o -> o.imagesPredicted() >= sent, SOON)) {
      terminal.say("%,d images were sent, %,d predicted".formatted(sent, seen.imagesPredicted()));
    }
    if (seen.unmarkedRepeats() > 0) {
      throw new StoryFailedException(
          seen.unmarkedRepeats() + " images were predicted twice without being marked");
    }
  }

  private List<StoryResult.Row> rows() {
    var rows = new ArrayList<StoryResult.Row>();
    for (Seen<ModelManifest> model : seen.models()) {
      ModelManifest manifest = model.value();
      rows.add(
          StoryResult.Row.of(
              manifest.version().brief(),
              manifest.recipe().gear().word(),
              manifest.recipe().parent().map(ModelVersion::brief).orElse("-"),
              manifest.evaluation()));
    }
    return rows;
  }

  private void wait(String what, Duration patience, Predicate<Observatory> condition) {
    if (!seen.await(condition, patience)) {
      throw new StoryFailedException(
          "waited " + patience.toMinutes() + " minutes for " + what + " in vain");
    }
  }

  /** What was seen on another topic before the alarm was seen on its own took no time. */
  private static double after(Seen<?> alarm, Instant at) {
    return Math.max(0, between(alarm.at(), at));
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
