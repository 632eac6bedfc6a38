package io.longshore.standalone.adapt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.bench.adapt.Questions;
import io.longshore.datasets.LabelledImage;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.Sha256;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.standalone.cli.Terminal;
import io.longshore.standalone.system.DatasetItems;
import io.longshore.standalone.system.LocalSystem;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import io.longshore.standalone.watch.Setback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A system that has learned the first mix and was stopped: where every policy begins. It is made
 * once and found again by what it was made from.
 */
final class FirstModel {
  private static final Duration TRAINING = Duration.ofHours(2);
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final int DIGEST_DIGITS = 12;
  private static final String COMPLETE = "complete";

  private final String dataset;
  private final Questions questions;
  private final Map<String, String> settings;
  private final Terminal terminal;
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
  private int told;

  FirstModel(String dataset, Questions questions, Map<String, String> settings, Terminal terminal) {
    this.dataset = dataset;
    this.questions = questions;
    this.settings = settings;
    this.terminal = terminal;
  }

  /** The data folder, made if an earlier process did not make it. */
  DataFolder in(Path work) {
    var folder = new DataFolder(work.resolve("first-" + digest()));
    Path complete = folder.path().resolve(COMPLETE);
    if (Files.exists(complete)) {
      terminal.say("the first model is in " + folder.path());
      return folder;
    }
    folder.delete();
    make(folder);
    try {
      Files.writeString(complete, "made for " + dataset + "\n");
    } catch (IOException e) {
      throw new AdaptFailedException("cannot write " + complete + ": " + e, e);
    }
    return folder;
  }

  private String digest() {
    var text = new StringBuilder(dataset);
    new TreeMap<>(settings).forEach((key, value) -> text.append('\n').append(key + '=' + value));
    questions.gate().forEach(image -> text.append('\n').append(image.id()));
    questions.first().forEach(image -> text.append('\n').append(image.id()));
    return Sha256.hex(text.toString().getBytes(UTF_8)).substring(0, DIGEST_DIGITS);
  }

  private void make(DataFolder folder) {
    try (var system = new LocalSystem(folder.path(), 0, settings, System.getenv(), broken::add);
        var seen = new Observatory(system.context())) {
      send(system, "gate", questions.gate(), Split.HOLDOUT);
      send(system, "first", questions.first(), Split.STREAM);
      terminal.say(
          "the first model learns from %,d images, %,d others judge it"
              .formatted(questions.first().size(), questions.gate().size()));
      await(seen, TRAINING, "the first model to be served", this::isServed);
      int images = questions.gate().size() + questions.first().size();
      await(seen, SOON, "its answers", o -> o.imagesPredicted() >= images);
      terminal.say(
          "the first model is live: "
              + seen.models().get(0).value().evaluation().balanced().stream()
                  .mapToObj(accuracy -> "%.1f%% balanced".formatted(100 * accuracy))
                  .findFirst()
                  .orElse("not judged"));
    }
  }

  private void send(LocalSystem system, String name, List<LabelledImage> images, Split split) {
    try {
      system.ingest().datasets().run(name, DatasetItems.of(dataset, images, split), progress -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdaptFailedException("interrupted while sending", e);
    }
  }

  private boolean isServed(Observatory seen) {
    tell(seen);
    if (seen.reports().stream().anyMatch(report -> report.value().serving().isPresent())) {
      return true;
    }
    Setback.of(
            "the first model",
            any -> true,
            values(seen.training()),
            values(seen.plans()),
            values(seen.reports()))
        .ifPresent(
            setback -> {
              throw new AdaptFailedException(setback.words());
            });
    return false;
  }

  private void tell(Observatory seen) {
    List<TrainingEvent> events = values(seen.training());
    for (; told < events.size(); told++) {
      if (events.get(told) instanceof TrainingEvent.EpochCompleted epoch) {
        terminal.progress("first model, " + epoch.stage(), epoch.epoch(), epoch.epochs(), "");
      }
    }
  }

  private static <T> List<T> values(List<Seen<T>> seen) {
    return seen.stream().map(Seen::value).toList();
  }

  private void await(
      Observatory seen, Duration patience, String what, Predicate<Observatory> condition) {
    boolean came = seen.await(o -> !broken.isEmpty() || condition.test(o), patience);
    if (!broken.isEmpty()) {
      throw new AdaptFailedException(
          "while waiting for %s a part broke: %s".formatted(what, broken));
    }
    if (!came) {
      throw new AdaptFailedException(
          "waited for %s in vain; at most %d minutes are waited"
              .formatted(what, patience.toMinutes()));
    }
  }
}
