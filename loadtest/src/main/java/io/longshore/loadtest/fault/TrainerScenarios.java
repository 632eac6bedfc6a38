package io.longshore.loadtest.fault;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.FailingDisk;
import io.longshore.loadtest.process.Patience;
import io.longshore.loadtest.process.ServiceNode;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.schemas.ChunkKey;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What may happen to the trainer. */
final class TrainerScenarios {
  private static final Patience PATIENCE = Patience.ofSeconds(120);

  private TrainerScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R15",
            "a manifest is seen only when all its chunks are there, although the trainer is killed",
            Scenario.Needs.SCORING,
            stage -> killed(stage, Topics.ARTIFACTS)),
        new Scenario(
            "R17",
            "a training run that is killed is resumed and ends in one model",
            Scenario.Needs.SCORING,
            stage -> killed(stage, Topics.TRAINING)),
        new Scenario(
            "R23",
            "a trainer whose disk fails ends and says so, and makes its model once the disk is well",
            Scenario.Needs.SCORING,
            TrainerScenarios::failingDisk));
  }

  private static void failingDisk(Stage stage) throws InterruptedException {
    ServiceNode trainer = stage.site().service("trainer-0");
    int models = models(stage).size();
    try (Traffic traffic = stage.traffic()) {
      try (FailingDisk disk =
          FailingDisk.under(trainer.process(), stage.site().folder())
              .orElseThrow(
                  () -> new Scenario.Skipped("no process may be traced here (strace, root)"))) {
        ask(stage);
        OptionalInt exit = trainer.process().awaitExit(PATIENCE.longest());
        long failures = disk.failures();
        stage.proven(failures > 0, "%d times the disk failed to keep what it had taken", failures);
        List<String> said = stage.site().errorsOf(trainer);
        stage.proven(
            "the trainer %s; %s",
            exit.isPresent() ? "ended with " + exit.getAsInt() : "goes on",
            said.isEmpty() ? "it says nothing" : said.get(0));
        if (exit.isEmpty() || exit.getAsInt() != 1 || said.isEmpty()) {
          stage.violated("a trainer whose disk failed ended with %s and said %s", exit, said);
        }
      }
      trainer.process().kill();
      stage.proven("trainer-0 is ready again after %.1f s", trainer.restart());
      await(stage, "models", () -> models(stage).size() > models);
      checkWhole(stage);
      stage.proven(
          "%d model more, %d images sent meanwhile", models(stage).size() - models, traffic.sent());
    }
  }

  /** Asks for a model, kills the trainer when the topic grows, and waits for the model. */
  private static void killed(Stage stage, Topic<?, ?> sign) throws InterruptedException {
    ServiceNode trainer = stage.site().service("trainer-0");
    int models = models(stage).size();
    int before = stage.site().topics().all(sign).size();
    try (Traffic traffic = stage.traffic()) {
      ask(stage);
      await(stage, sign.name(), () -> stage.site().topics().all(sign).size() > before);
      stage.proven("%s has grown from %d records", sign.name(), before);
      stage.killAndRestart(trainer);
      checkWhole(stage);
      await(stage, "models", () -> models(stage).size() > models);
      checkWhole(stage);
      stage.pass(2, 3);
      int more = models(stage).size() - models;
      stage.proven("%d model more, %d images sent meanwhile", more, traffic.sent());
      if (more != 1) {
        stage.violated("one model was asked for, %d came", more);
      }
    }
  }

  private static void ask(Stage stage) {
    try (var desk =
        new OperatorDesk(
            stage.cluster().kafka(), "load-test", "default", "load test", Clock.systemUTC())) {
      var unused = desk.adapt(Gear.RETRAIN, "a model to kill the trainer at");
    }
  }

  private static Set<ModelVersion> models(Stage stage) {
    return stage.site().topics().all(Topics.MODELS).stream()
        .map(Received::key)
        .collect(Collectors.toSet());
  }

  /** Whoever sees a manifest must find all that it names. */
  private static void checkWhole(Stage stage) {
    List<Received<ModelVersion, ModelManifest>> manifests =
        stage.site().topics().all(Topics.MODELS);
    var bytes = new HashMap<String, Map<Integer, Integer>>();
    for (Received<ChunkKey, byte[]> chunk : stage.site().topics().all(Topics.ARTIFACTS)) {
      bytes
          .computeIfAbsent(chunk.key().sha256(), sha -> new HashMap<>())
          .put(chunk.key().index(), chunk.value().length);
    }
    for (Received<ModelVersion, ModelManifest> manifest : manifests) {
      for (ArtifactRef part : List.of(manifest.value().backbone(), manifest.value().head())) {
        long there =
            bytes.getOrDefault(part.sha256(), Map.of()).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        if (there != part.size()) {
          stage.violated(
              "model %s names %s, of which %d bytes are there", manifest.key(), part, there);
        }
      }
    }
  }

  private static void await(Stage stage, String what, Patience.Condition condition)
      throws InterruptedException {
    if (!PATIENCE.sees(condition)) {
      stage.violated("nothing new on %s within %s", what, PATIENCE);
    }
  }
}
