package io.longshore.standalone.latency;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.onnx.OnnxHead;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.rollout.RolloutSettings;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.soak.NoiseModel;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Measures how soon a whole group answers with a new head over the backbone that it has, and with
 * the one before after a rollback. Four scorers are processes of their own; a broker and the
 * rollout service, with the policy that it has if nothing is set, run in this one. The time is that
 * from the plan's {@code decidedAt} to the moment that the last scorer's report of it is read here.
 *
 * <p>Arguments: how many releases (10), images a second meanwhile (100).
 */
public final class HeadReleaseLatency implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final int SCORERS = 4;

  private final LocalBroker broker;
  private final Launcher rollout;
  private final ScorerProcesses scorers;
  private final Observatory seen;
  private final TopicArtifactStore artifacts;
  private final ModelManifest first;

  private HeadReleaseLatency(Path data) {
    this.broker = LocalBroker.start(data.resolve("kafka"), 0);
    this.rollout =
        new Launcher(
            Settings.load(
                Map.of(),
                Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "longshore.data-directory", data.resolve("rollout").toString(),
                    "longshore.topics.partitions", Integer.toString(SCORERS),
                    "longshore.topics.replication", "1",
                    "longshore.topics.min-in-sync", "1",
                    "longshore.rollout.gate.over-chance", "0",
                    "longshore.admin.port", "0"),
                Set.of(ProcessSettings.class, RolloutSettings.class)),
            List.of(new RolloutServiceFactory()),
            Clock.systemUTC(),
            System.err::println);
    this.scorers = new ScorerProcesses(broker.bootstrapServers(), data);
    this.seen = new Observatory(rollout.context());
    this.artifacts = new TopicArtifactStore(rollout.context().kafka(), "latency");
    ModelManifest made = NoiseModel.small(1).in(artifacts);
    this.first = release(0, made, head(0, made.recipe()));
  }

  public static void main(String[] args) throws Exception {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    Path data = Files.createTempDirectory("head-release-latency");
    try (var latency = new HeadReleaseLatency(data)) {
      latency.measure(times, rate);
    }
  }

  private void measure(int times, int rate) throws InterruptedException {
    announce(first);
    for (int i = 0; i < SCORERS; i++) {
      scorers.start();
    }
    await(
        "all scorers to serve the first model", o -> serving(0, first.version()).size() == SCORERS);
    System.out.printf("%d scorers serve; %d images a second flow%n", SCORERS, rate);
    var releases = new ArrayList<Double>();
    var rollbacks = new ArrayList<Double>();
    try (var stream = SteadyImages.start(rollout.context().kafka(), first.recipe().input(), rate)) {
      for (int i = -1; i < times; i++) { // the first time, code is compiled
        ModelManifest head = release(i + 2, first, head(i + 2, first.recipe()));
        announce(head);
        double released = millisUntilServed(head.version());
        Thread.sleep(QUIET.toMillis());
        rollBack(head.version());
        double back = millisUntilServed(first.version());
        Thread.sleep(QUIET.toMillis());
        System.out.printf("release %.0f ms, rollback %.0f ms%n", released, back);
        if (i >= 0) {
          releases.add(released);
          rollbacks.add(back);
        }
      }
      stream.check();
    }
    print("head-only release: plan -> served by " + SCORERS, releases);
    print("rollback: plan -> served by " + SCORERS, rollbacks);
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "%s: median %.0f ms, longest %.0f ms of %s%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1),
        millis.stream().map(Math::round).toList());
  }

  /** The model with another head, made by a rebalance; its results on held-out images are equal. */
  private ModelManifest release(int number, ModelManifest parent, byte[] head) {
    ModelRecipe recipe = parent.recipe();
    return new ModelManifest(
        new ModelRecipe(
            rollout.context().stream(),
            Gear.REBALANCE,
            number == 0 ? Optional.empty() : Optional.of(parent.version()),
            recipe.classes(),
            recipe.input(),
            recipe.featureWidth(),
            new Provenance(
                "release-" + number,
                new TreeMap<>(),
                "noise",
                number,
                new TreeMap<>(),
                new TreeMap<>(),
                "cpu")),
        parent.backbone(),
        artifacts.put(head),
        new Evaluation(
            recipe.classes().stream()
                .map(c -> new ClassResult(c.name(), c.group(), 5, 10))
                .toList()),
        Optional.empty(),
        new ParityReport(100, 0, 100, 0.1),
        Instant.now());
  }

  /** Of random weights. */
  private static byte[] head(int seed, ModelRecipe recipe) {
    var random = new Random(seed);
    float[] weight = new float[recipe.classes().size() * recipe.featureWidth()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.nextGaussian();
    }
    return OnnxHead.write(weight, new float[recipe.classes().size()]);
  }

  private void announce(ModelManifest model) {
    try (var models = rollout.context().kafka().promptWriter(Topics.MODELS, "latency")) {
      models.write(model.version(), model);
    }
  }

  private void rollBack(ModelVersion from) {
    try (var requests =
        rollout.context().kafka().promptWriter(Topics.OPERATOR_REQUESTS, "latency")) {
      String id = "back-from-" + from.brief();
      requests.write(
          id,
          new OperatorRequest.RollBack(
              id, rollout.context().stream(), from, "to be measured", Instant.now()));
    }
  }

  /** From the latest plan under which this model is live. */
  private double millisUntilServed(ModelVersion version) {
    await("a plan for " + version.brief(), o -> latest().live().equals(Optional.of(version)));
    RolloutPlan plan = latest();
    await(
        "all scorers to serve " + version.brief(),
        o -> serving(plan.epoch(), version).size() == SCORERS);
    Instant last =
        serving(plan.epoch(), version).values().stream().max(Instant::compareTo).orElseThrow();
    return Duration.between(plan.decidedAt(), last).toNanos() / 1e6;
  }

  private RolloutPlan latest() {
    List<Seen<RolloutPlan>> plans = seen.plans();
    return plans.isEmpty()
        ? RolloutPlan.initial(rollout.context().stream())
        : plans.get(plans.size() - 1).value();
  }

  /** When each scorer was first seen to serve the model under this plan. */
  private Map<String, Instant> serving(long epoch, ModelVersion version) {
    var first = new TreeMap<String, Instant>();
    for (Seen<ScorerReport> report : seen.reports()) {
      if (report.value().planEpoch() >= epoch
          && report.value().serving().equals(Optional.of(version))) {
        first.putIfAbsent(report.value().scorer(), report.at());
      }
    }
    return first;
  }

  private void await(String what, Predicate<Observatory> condition) {
    if (!seen.await(condition, PATIENCE)) {
      throw new IllegalStateException(
          "waited in vain for %s; heard of %s"
              .formatted(
                  what,
                  new TreeSet<>(seen.reports().stream().map(r -> r.value().scorer()).toList())));
    }
  }

  @Override
  public void close() {
    scorers.close();
    artifacts.close();
    seen.close();
    rollout.close();
    broker.close();
  }
}
