package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.Question;
import io.longshore.bench.adapt.Questions;
import io.longshore.bench.adapt.Recording;
import io.longshore.bench.adapt.TurningTail;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.ingest.SubmittedImage;
import io.longshore.ingest.dataset.DatasetItem;
import io.longshore.ingest.dataset.Progress;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.standalone.system.DatasetItems;
import io.longshore.standalone.system.LocalSystem;
import io.longshore.standalone.system.Paced;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** The stream, sent to a system that began as a copy of the first, under one policy. */
final class PolicyRun {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String STREAM = "default";

  private final String dataset;
  private final Questions questions;
  private final TurningTail tail;
  private final int rate;
  private final Map<String, String> settings;
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

  /**
   * @param rate labelled images a second
   * @param settings of the system
   */
  PolicyRun(
      String dataset,
      Questions questions,
      TurningTail tail,
      int rate,
      Map<String, String> settings) {
    this.dataset = dataset;
    this.questions = questions;
    this.tail = tail;
    this.rate = rate;
    this.settings = settings;
  }

  /**
   * Runs it to the end of the stream.
   *
   * @param progress told how many labelled images were sent
   * @throws AdaptFailedException if a part broke or an image has no answer
   */
  Recording run(DataFolder folder, AdaptPolicy policy, IntConsumer progress) {
    Instant started = clock.instant();
    try (var system = new LocalSystem(folder.path(), 0, settings, System.getenv(), broken::add);
        var seen = new Observatory(system.context());
        var recorder = new AnswerRecorder(system.context(), questions.byImage().keySet())) {
      await(seen, started);
      obey(system.context(), policy);
      SendLog log = send(system, progress);
      int missing = recorder.await(SOON);
      if (missing > 0 || !broken.isEmpty()) {
        throw new AdaptFailedException(
            "%s: %,d images have no answer; broken parts: %s"
                .formatted(policy.word(), missing, broken));
      }
      Obedience.check(seen, policy, log.at(0));
      var gears = new Gears(seen, log, recorder.sheet(), tail);
      return new Recording(
          recorder.sheet(),
          log.times(),
          made(seen),
          gears.alarmToLiveSeconds(policy),
          gears.moments(),
          Duration.between(started, clock.instant()).toMillis() / 1000.0);
    }
  }

  private void await(Observatory seen, Instant started) {
    if (!seen.await(
        o ->
            o.reports().stream()
                .map(Seen::value)
                .anyMatch(r -> r.at().isAfter(started) && r.serving().isPresent()),
        SOON)) {
      throw new AdaptFailedException("no scorer served the first model; broken parts: " + broken);
    }
  }

  private void obey(ServiceContext context, AdaptPolicy policy) {
    try (TopicWriter<String, PolicyOverrides> writer =
        context.kafka().promptWriter(Topics.POLICIES, "bench-adapt")) {
      writer.write(
          STREAM,
          new PolicyOverrides(
              STREAM,
              new TreeMap<>(policy.overrides()),
              "the benchmark measures: " + policy.title(),
              clock.instant()));
    }
  }

  private SendLog send(LocalSystem system, IntConsumer progress) {
    var log = new SendLog();
    List<DatasetItem> items =
        questions.stream().stream()
            .map(question -> new DatasetItem(question.image().id(), () -> submitted(question, log)))
            .toList();
    long interval = 1_000_000_000L * tail.labels() / ((long) rate * items.size());
    try {
      Progress sent =
          system
              .ingest()
              .datasets()
              .run(
                  "stream",
                  () -> new Paced<>(items.iterator(), interval),
                  p -> progress.accept(log.labels()));
      if (sent.refused() > 0) {
        throw new AdaptFailedException(sent.refused() + " images of the stream were refused");
      }
      return log;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdaptFailedException("interrupted while sending the stream", e);
    }
  }

  private SubmittedImage submitted(Question question, SendLog log) {
    log.sent(question, clock.instant());
    return question.kind() == Question.Kind.STREAM
        ? DatasetItems.labelled(dataset, question.image(), Split.STREAM)
        : DatasetItems.unlabelled(dataset, question.image());
  }

  private static Map<ModelVersion, Instant> made(Observatory seen) {
    return seen.models().stream()
        .map(Seen::value)
        .collect(
            Collectors.toMap(
                ModelManifest::version, ModelManifest::createdAt, (first, again) -> first));
  }
}
