package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.rollout.RolloutSettings;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.runtime.TestTopics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rollout service on a real broker; the test speaks for trainer, scorers and people. */
@Timeout(300)
class TrialTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ENOUGH = 400;

  /** Fewer labels than the policy's minimum: no gate opens before the restart, however quick. */
  private static final int TOO_FEW = 80;

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();

  @Test
  void a_candidate_goes_from_shadow_to_canary_live_and_guard_and_a_restart_goes_on(
      @TempDir Path data) throws Exception {
    try (var broker = LocalBroker.start(data.resolve("kafka"), 0)) {
      ModelManifest first = model(1);
      ModelManifest next = model(2);
      KafkaConnection kafka;
      try (var launcher = rollout(broker, data)) {
        kafka = launcher.context().kafka();
        write(kafka, Topics.MODELS, first.version(), first);
        await(kafka, plan -> plan.live().equals(Optional.of(first.version())));
        write(kafka, Topics.MODELS, next.version(), next);
        RolloutPlan offered = await(kafka, plan -> plan.step() == RolloutStep.OFFERED);
        verify(kafka, offered, next.version());
        RolloutPlan shadow = await(kafka, plan -> plan.step() == RolloutStep.SHADOWED);
        answer(kafka, shadow, first.version(), next.version(), Role.LIVE, 0, TOO_FEW);
        label(kafka, 0, TOO_FEW);
      }
      try (var again = rollout(broker, data)) {
        RolloutPlan shadow = latest(kafka);
        assertThat(shadow.step()).isEqualTo(RolloutStep.SHADOWED);
        label(kafka, TOO_FEW, ENOUGH);
        answer(kafka, shadow, first.version(), next.version(), Role.LIVE, TOO_FEW, ENOUGH);
        RolloutPlan canary = await(kafka, plan -> plan.step() == RolloutStep.CANARIED);
        answer(kafka, canary, next.version(), first.version(), Role.CANARY, ENOUGH, 2 * ENOUGH);
        label(kafka, ENOUGH, 2 * ENOUGH);
        RolloutPlan promoted =
            await(kafka, plan -> plan.live().equals(Optional.of(next.version())));
        assertThat(promoted.trial().orElseThrow().stage()).isEqualTo(TrialStage.GUARD);
        wrong(kafka, promoted, next.version(), first.version(), 2 * ENOUGH, 3 * ENOUGH);
        label(kafka, 2 * ENOUGH, 3 * ENOUGH);
        RolloutPlan back = await(kafka, plan -> plan.step() == RolloutStep.ROLLED_BACK);

        assertThat(back.live()).contains(first.version());
        assertThat(back.reason()).contains("against the model before: worse overall");
        assertThat(TestTopics.values(kafka, Topics.EVALUATIONS))
            .extracting(GateResult::window)
            .contains("held-out", "verify", "shadow", "canary", "guard");
        assertThat(TestTopics.values(kafka, Topics.ROLLOUTS))
            .extracting(RolloutPlan::epoch)
            .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        operatorsCanReadIt(broker, next.version());
        assertThat(broken).isEmpty();
        assertThat(again.context().health().isLive()).isTrue();
      }
    }
  }

  private static void operatorsCanReadIt(LocalBroker broker, ModelVersion version) {
    String brokers = broker.bootstrapServers();
    Cli history = Cli.run("rollout", "history", "-b", brokers);
    Cli before = Cli.run("rollout", "history", "--at", "2020-01-01T00:00:00Z", "-b", brokers);
    Cli explained = Cli.run("rollout", "explain", version.brief(), "-b", brokers);
    Cli unknownKey = Cli.run("rollout", "policy", "set", "margin-tail=0.1", "-b", brokers);
    Cli set = Cli.run("rollout", "policy", "set", "margin-few=0.03", "-b", brokers);
    Cli unknownModel = Cli.run("rollout", "promote", "xyz", "--reason", "a slip", "-b", brokers);

    assertThat(history.out()).contains("shadowed", "canaried", "promoted", "rolled back");
    assertThat(before.out()).startsWith("nothing was decided before 2020");
    assertThat(explained.out()).contains("rolled back once", "guard", "worse overall");
    assertThat(unknownKey.status()).isEqualTo(2);
    assertThat(unknownKey.err()).contains("'margin-tail' is no key of a promotion policy");
    assertThat(set.out()).containsPattern("margin-few +0.03 +operator");
    assertThat(unknownModel.err()).contains("0 models begin with 'xyz'");
  }

  @Test
  void of_two_processes_the_later_one_decides_and_the_other_says_why_it_ends(@TempDir Path data)
      throws Exception {
    try (var broker = LocalBroker.start(data.resolve("kafka"), 0);
        var old = rollout(broker, data);
        var young = rollout(broker, data)) {
      KafkaConnection kafka = old.context().kafka();

      write(kafka, Topics.MODELS, model(1).version(), model(1));
      await(kafka, plan -> plan.live().isPresent());
      for (int i = 0; i < 300 && broken.isEmpty(); i++) {
        Thread.sleep(100);
      }

      assertThat(broken).anySatisfy(why -> assertThat(why).contains("another rollout process"));
      assertThat(TestTopics.values(kafka, Topics.ROLLOUTS)).hasSize(1);
      assertThat(young.context().health().isLive()).isTrue();
    }
  }

  private Launcher rollout(LocalBroker broker, Path data) {
    return new Launcher(
        Settings.load(
            Map.of(),
            Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                Map.entry("longshore.data-directory", data.resolve("services").toString()),
                Map.entry("longshore.topics.replication", "1"),
                Map.entry("longshore.topics.min-in-sync", "1"),
                Map.entry("longshore.rollout.promotion.shadow-share", "1"),
                Map.entry("longshore.rollout.promotion.canary-share", "1"),
                Map.entry("longshore.rollout.promotion.guard-share", "1"),
                Map.entry("longshore.rollout.promotion.margin-overall", "0.1"),
                Map.entry("longshore.rollout.promotion.margin-many", "0.1"),
                Map.entry("longshore.rollout.promotion.margin-few", "0.2"),
                Map.entry("longshore.rollout.promotion.minimum-labels", "100"),
                Map.entry("longshore.admin.port", "0")),
            Set.of(ProcessSettings.class, RolloutSettings.class)),
        List.of(new RolloutServiceFactory()),
        Clock.systemUTC(),
        broken::add);
  }

  private static <K, V> void write(KafkaConnection kafka, Topic<K, V> topic, K key, V value) {
    try (var writer = kafka.promptWriter(topic, "test")) {
      writer.write(key, value);
    }
  }

  private RolloutPlan await(KafkaConnection kafka, Predicate<RolloutPlan> wanted)
      throws InterruptedException {
    Instant giveUp = Instant.now().plus(PATIENCE);
    RolloutPlan plan = RolloutPlan.initial("default");
    while (Instant.now().isBefore(giveUp)) {
      plan = latest(kafka);
      if (wanted.test(plan)) {
        return plan;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("waited in vain; the latest is " + plan + ", broken " + broken);
  }

  private static RolloutPlan latest(KafkaConnection kafka) {
    List<RolloutPlan> plans = TestTopics.values(kafka, Topics.ROLLOUTS);
    return plans.isEmpty() ? RolloutPlan.initial("default") : plans.get(plans.size() - 1);
  }

  private static void verify(KafkaConnection kafka, RolloutPlan plan, ModelVersion version) {
    write(
        kafka,
        Topics.SCORER_REPORTS,
        "scorer-0",
        new ScorerReport(
            "scorer-0",
            plan.epoch(),
            plan.live(),
            0,
            List.of(),
            0,
            Instant.now(),
            Optional.empty(),
            List.of(new Verification(version, 10, 1e-6, 1, 1))));
  }

  /** Both models are right. */
  private static void answer(
      KafkaConnection kafka,
      RolloutPlan plan,
      ModelVersion model,
      ModelVersion beside,
      Role role,
      int from,
      int to) {
    predict(kafka, plan, model, beside, role, from, to, 0);
  }

  /** The live model is wrong, the one before is right. */
  private static void wrong(
      KafkaConnection kafka,
      RolloutPlan plan,
      ModelVersion model,
      ModelVersion beside,
      int from,
      int to) {
    predict(kafka, plan, model, beside, Role.LIVE, from, to, 1);
  }

  private static void predict(
      KafkaConnection kafka,
      RolloutPlan plan,
      ModelVersion model,
      ModelVersion beside,
      Role role,
      int from,
      int to,
      int off) {
    try (var writer = kafka.bulkWriter(Topics.PREDICTIONS, "test")) {
      for (int i = from; i < to; i++) {
        var image = new ImageId("image-" + i);
        var unused =
            writer.send(
                image,
                new Prediction(
                    image,
                    List.of(new ClassProbability(name(i + off), 1)),
                    model,
                    role,
                    plan.epoch(),
                    0,
                    new ImageLocation(0, i),
                    false,
                    Instant.now(),
                    Optional.of(new Alongside(beside, List.of(new ClassProbability(name(i), 1))))));
      }
      writer.flush();
    }
  }

  private static void label(KafkaConnection kafka, int from, int to) {
    try (var writer = kafka.bulkWriter(Topics.LABELS, "test")) {
      for (int i = from; i < to; i++) {
        var image = new ImageId("image-" + i);
        var unused =
            writer.send(
                image,
                new Label(
                    image,
                    name(i),
                    new ImageLocation(0, i),
                    "unit-" + i,
                    Split.STREAM,
                    Instant.now()));
      }
      writer.flush();
    }
  }

  private static String name(int image) {
    return image % 2 == 0 ? "cat" : "lynx";
  }

  private static ModelManifest model(int number) {
    var classes = List.of(new ClassEntry("cat", 500, 500), new ClassEntry("lynx", 10, 10));
    byte[] content = {(byte) number};
    return new ModelManifest(
        new ModelRecipe(
            "default",
            Gear.RETRAIN,
            Optional.empty(),
            classes,
            new ImageShape(8, 8, 1),
            4,
            new Provenance(
                "ask-" + number,
                new TreeMap<>(),
                "digest",
                number,
                new TreeMap<>(),
                new TreeMap<>(),
                "cpu")),
        ArtifactRef.of(content, 0),
        ArtifactRef.of(content, 0),
        new Evaluation(
            classes.stream().map(c -> new ClassResult(c.name(), c.group(), 80, 100)).toList()),
        Optional.empty(),
        new ParityReport(100, 1e-6, 100, 0.1),
        Instant.parse("2026-03-01T12:00:00Z").plusSeconds(number));
  }
}
