package io.longshore.standalone.latency;

import io.longshore.datasets.LabelledImage;
import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.schemas.Topics;
import io.longshore.standalone.system.DatasetItems;
import io.longshore.standalone.system.LocalSystem;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Measures how soon an alarm is answered: every service and a broker run in this process, 100
 * classes of 64 features and 20,000 remembered images lie in the trainer's memory, and adaptation
 * records are written as the tracker writes them. A rebalance is live when the scorer says that it
 * serves it; a trim, when it says so of the sequence of the class frequencies.
 *
 * <p>Arguments: how many rebalances (5), remembered images a class (200).
 */
public final class RebalanceLatency implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int FIRST_PER_CLASS = 3;
  private static final int HELD_OUT_PER_CLASS = 10;

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("longshore.trainer.recipe", "small"),
          Map.entry("longshore.trainer.held-out-fraction", "0"),
          Map.entry("longshore.trainer.threads", "1"),
          Map.entry("longshore.tracker.effect-floor", "0.99"),
          Map.entry(
              "longshore.tracker.first-model-labels",
              Integer.toString(HundredClasses.CLASSES * FIRST_PER_CLASS)),
          Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
          Map.entry("longshore.rollout.promotion.guard-share", "0"),
          Map.entry("longshore.rollout.gate.over-chance", "0"),
          Map.entry("longshore.rollout.gate.balanced-margin", "1"),
          Map.entry("longshore.rollout.gate.many-margin", "1"),
          Map.entry("longshore.rollout.gate.medium-margin", "1"),
          Map.entry("longshore.rollout.gate.few-margin", "1"),
          Map.entry("longshore.ingest.http.port", "0"),
          Map.entry("longshore.admin.port", "0"));

  private final LocalSystem system;
  private final Observatory seen;
  private int asked;

  private RebalanceLatency(Path data, int perClass) {
    var settings = new TreeMap<>(SETTINGS);
    settings.put("longshore.trainer.memory-per-class", Integer.toString(perClass));
    this.system = new LocalSystem(data, 0, settings, Map.of(), System.err::println);
    this.seen = new Observatory(system.context());
  }

  public static void main(String[] args) throws Exception {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int perClass = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    Path data = Files.createTempDirectory("rebalance-latency");
    try (var latency = new RebalanceLatency(data, perClass)) {
      latency.prepare(perClass);
      System.out.printf("the first may still wait for features: %.0f ms%n", latency.rebalance());
      var rebalances = new ArrayList<Double>();
      for (int i = 0; i < times; i++) {
        rebalances.add(latency.rebalance());
      }
      System.out.printf(
          "alarm -> live: median %.0f ms of %s%n", median(rebalances), whole(rebalances));
      var trims = new ArrayList<Double>();
      for (int i = 0; i < times; i++) {
        trims.add(latency.trim(i));
      }
      System.out.printf(
          "class frequencies -> trim: median %.0f ms of %s%n", median(trims), whole(trims));
    }
  }

  /** A first model of a few images a class, then a full memory, then a moment of quiet. */
  private void prepare(int perClass) throws InterruptedException {
    List<LabelledImage> first = HundredClasses.of("stream", FIRST_PER_CLASS);
    var rest = new ArrayList<>(HundredClasses.of("stream", perClass));
    rest.removeIf(image -> first.stream().anyMatch(f -> f.id().equals(image.id())));
    send("held-out", HundredClasses.of("held-out", HELD_OUT_PER_CLASS), Split.HOLDOUT);
    send("first", first, Split.STREAM);
    await(o -> serving().isPresent());
    System.out.println("the first model serves");
    send("rest", rest, Split.STREAM);
    await(o -> labels() >= (long) HundredClasses.CLASSES * perClass);
    Thread.sleep(30_000); // features are computed when there is nothing else to do
  }

  private void send(String name, List<LabelledImage> images, Split split)
      throws InterruptedException {
    var unused =
        system.ingest().datasets().run(name, DatasetItems.of("made", images, split), p -> {});
  }

  private double rebalance() throws InterruptedException {
    ClassFrequencies now = frequencies();
    String id = "alarm-" + ++asked;
    var adaptation =
        new Adaptation(
            id,
            system.context().stream(),
            Gear.REBALANCE,
            "to measure",
            DriftEvidence.NONE,
            now.mix(),
            now.offsets(),
            Instant.now());
    long begin = System.nanoTime();
    try (var writer = system.context().kafka().promptWriter(Topics.ADAPTATIONS, "latency")) {
      begin = System.nanoTime();
      writer.write(id, adaptation);
      await(o -> modelFor(id).equals(serving()) && serving().isPresent());
    }
    double millis = (System.nanoTime() - begin) / 1e6;
    System.out.printf("%s: %.0f ms%n", id, millis);
    Thread.sleep(5_000);
    return millis;
  }

  /** One label more; measured from the moment its class frequencies are seen. */
  private double trim(int number) throws InterruptedException {
    long before = frequencies().sequence();
    send(
        "one-more-" + number,
        HundredClasses.of("one-more-" + number, 1).subList(0, 1),
        Split.STREAM);
    await(o -> frequencies().sequence() > before);
    long begin = System.nanoTime();
    long sequence = frequencies().sequence();
    await(o -> lastReport().map(ScorerReport::trimSequence).orElse(0L) >= sequence);
    return (System.nanoTime() - begin) / 1e6;
  }

  private void await(Predicate<Observatory> condition) {
    if (!seen.await(condition, PATIENCE)) {
      throw new IllegalStateException(
          "waited in vain; serving " + serving() + ", labels " + labels());
    }
  }

  private ClassFrequencies frequencies() {
    List<Seen<ClassFrequencies>> all = seen.frequencies();
    return all.get(all.size() - 1).value();
  }

  private long labels() {
    return seen.frequencies().isEmpty() ? 0 : frequencies().labels();
  }

  private Optional<ScorerReport> lastReport() {
    List<Seen<ScorerReport>> all = seen.reports();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).value());
  }

  private Optional<ModelVersion> serving() {
    return lastReport().flatMap(ScorerReport::serving);
  }

  private Optional<ModelVersion> modelFor(String adaptation) {
    return seen.models().stream()
        .map(Seen::value)
        .filter(m -> m.recipe().provenance().adaptation().equals(adaptation))
        .map(ModelManifest::version)
        .findFirst();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static List<Long> whole(List<Double> values) {
    return values.stream().map(Math::round).toList();
  }

  @Override
  public void close() {
    seen.close();
    system.close();
  }
}
