package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Sha256;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.TrainerSettings.Quantize;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.run.Snapshot;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a live model to its announced int8 twin, and on from there. */
@Timeout(120)
class QuantizeRunTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Path directory;
  private final Memories memories;
  private final Snapshot snapshot;
  private final ModelShelf shelf;
  private final Requests requests = new Requests("beach");
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final ArtifactStore artifacts = new InMemoryArtifactStore();
  private final Announcing announcing;
  private final Rebalancing rebalancing =
      new Rebalancing(new LearnableWeightScaling(100, 32, 0.1, 0.9), Tiny.recipes(7));
  private final Readiness ready;
  private final QuantizeRun run;
  private Optional<ModelManifest> first = Optional.empty();

  QuantizeRunTest(@TempDir Path directory) {
    this.directory = directory;
    this.memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1);
    this.snapshot = new Snapshot(memories, Optional.empty());
    this.shelf = new ModelShelf(directory.resolve("models"));
    this.announcing =
        new Announcing(1e-3, artifacts, shelf, outbox, CLOCK, UnaryOperator.identity());
    this.ready =
        new Readiness(
            requests,
            memories,
            snapshot,
            shelf,
            ParityCheck.withOwnClassPath(),
            directory.resolve("standby"),
            Tiny.PARITY_IMAGES,
            rebalancing);
    this.run = run(Quantize.INT8);
  }

  @BeforeEach
  void goLive() {
    Pictures.fill(memories);
    var examples = snapshot.takeAll(Optional.empty(), List.of());
    try (Candidate trained = Tiny.trained(examples, directory.resolve("checkpoints"))) {
      shelf.put(trained.recipe().version(), trained.model(), Optional.empty());
      ModelManifest manifest =
          new ModelManifest(
              trained.recipe(),
              artifacts.put(OnnxExport.backbone(trained.model())),
              artifacts.put(OnnxExport.head(trained.model())),
              trained.evaluation(),
              Optional.empty(),
              new ParityReport(1, 0, 1, 1),
              Instant.EPOCH);
      first = Optional.of(manifest);
      promote(manifest);
    }
  }

  @AfterEach
  void close() {
    run.close();
    ready.close();
    memories.close();
  }

  @Test
  void a_twin_has_the_head_of_the_live_model_and_a_backbone_of_its_own()
      throws InterruptedException {
    ModelManifest twin = announced();

    assertThat(twin.head()).isEqualTo(live().head());
    assertThat(artifacts.fetch(twin.backbone())).isNotEqualTo(artifacts.fetch(live().backbone()));
    assertThat(twin.recipe().gear()).isEqualTo(live().recipe().gear());
    assertThat(twin.recipe().parent()).contains(live().version());
    assertThat(twin.recipe().classes()).isEqualTo(live().recipe().classes());
    assertThat(twin.recipe().quantization()).contains("int8-qdq");
    assertThat(twin.recipe().provenance().parameters())
        .containsKeys("calibration", "calibration.rule", "calibration.images", "threads");
  }

  @Test
  void a_twin_is_judged_by_onnx_runtime_beside_the_live_model_on_the_same_images()
      throws InterruptedException {
    ModelManifest twin = announced();

    assertThat(twin.evaluation().images()).isEqualTo(24);
    assertThat(twin.baseline().orElseThrow().version()).isEqualTo(live().version());
    assertThat(twin.baseline().orElseThrow().evaluation()).isEqualTo(live().evaluation());
    assertThat(twin.parity().images()).isEqualTo(24);
    assertThat(twin.parity().argmaxEqual()).isGreaterThan(18);
    assertThat(twin.parity().maxAbsoluteDifference()).isPositive().isLessThan(1);
  }

  @Test
  void the_golden_batch_of_a_twin_has_its_own_answers_and_not_its_parents() throws Exception {
    ModelManifest twin = announced();

    GoldenBatch golden = GoldenBatch.read(artifacts.fetch(twin.golden().orElseThrow()));
    assertThat(golden.count()).isEqualTo(24);
    try (TrainedModel parent = shelf.get(live().version()).orElseThrow()) {
      for (int i = 0; i < golden.count(); i++) {
        assertThat(golden.logits(i))
            .containsExactly(served(twin, golden.shape(), golden.pixels(i)), within(1e-5f))
            .isNotEqualTo(parent.logits(golden.pixels(i)));
      }
    }
  }

  private float[] served(ModelManifest twin, ImageShape of, byte[] pixels) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    ByteBuffer images = ByteBuffer.allocateDirect(pixels.length);
    images.put(pixels).flip();
    long[] shape = {1, of.height(), of.width(), of.channels()};
    try (var backbone = environment.createSession(artifacts.fetch(twin.backbone()));
        var head = environment.createSession(artifacts.fetch(twin.head()));
        var image = OnnxTensor.createTensor(environment, images, shape, OnnxJavaType.UINT8);
        var features = backbone.run(Map.of(OnnxBackbone.INPUT, image));
        var logits = head.run(Map.of(OnnxBackbone.OUTPUT, (OnnxTensor) features.get(0)))) {
      FloatBuffer buffer = ((OnnxTensor) logits.get(0)).getFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }

  @Test
  void a_model_has_one_twin() throws InterruptedException {
    ModelManifest twin = announced();
    requests.announced(twin);

    run.step();
    try (QuantizeRun restarted = run(Quantize.INT8)) {
      restarted.step();
      restarted.step();
    }

    assertThat(outbox.told(ModelManifest.class)).containsExactly(twin);
    assertThat(directory.resolve("twins")).isEmptyDirectory();
  }

  @Test
  void nobody_who_did_not_ask_gets_one() {
    try (QuantizeRun none = run(Quantize.NONE)) {
      none.step();
      none.step();
    }

    assertThat(outbox.told()).isEmpty();
    assertThat(directory.resolve("twins")).doesNotExist();
  }

  @Test
  void a_twin_of_a_model_that_is_not_live_any_more_is_dropped() throws InterruptedException {
    run.step();
    requests.planned(plan(Optional.empty()));
    ready.takeLive();

    run.step();

    assertThat(outbox.told()).isEmpty();
    assertThat(directory.resolve("twins")).isEmptyDirectory();
  }

  @Test
  void a_twin_is_made_again_from_the_kept_model_and_an_equal_memory() throws InterruptedException {
    ModelManifest twin = announced();

    try (var again = new Memories(directory.resolve("again"), 100, 100, 0, 1);
        TrainedModel kept = shelf.get(live().version()).orElseThrow()) {
      Pictures.fill(again);
      var examples =
          Quantizing.examples(new Snapshot(again, Optional.empty()), live(), Quantizing.IMAGES);
      byte[] backbone = Quantizing.backbone(kept, examples.learning());

      assertThat(Sha256.hex(backbone)).isEqualTo(twin.backbone().sha256());
    }
  }

  @Test
  void a_rebalance_of_a_live_twin_is_of_the_model_that_it_was_made_from()
      throws InterruptedException {
    LiveModel before = ready.live().orElseThrow();
    ModelManifest twin = announced();

    promote(twin);
    ready.takeLive();

    LiveModel from = ready.live().orElseThrow();
    assertThat(from).isSameAs(before);
    ModelManifest rebalanced = rebalanced(from);
    assertThat(rebalanced.recipe().parent()).contains(live().version());
    assertThat(rebalanced.backbone()).isEqualTo(live().backbone());
    assertThat(rebalanced.recipe().quantization()).isEmpty();
  }

  @Test
  void a_rebalanced_model_that_went_live_has_a_twin_of_its_own() throws InterruptedException {
    ModelManifest twin = announced();
    promote(twin);
    ready.takeLive();
    ModelManifest rebalanced = rebalanced(ready.live().orElseThrow());
    promote(rebalanced);
    ready.takeLive();

    awaitAnnounced(3);

    ModelManifest second = outbox.told(ModelManifest.class).get(2);
    assertThat(second.recipe().parent()).contains(rebalanced.version());
    assertThat(second.recipe().gear()).isEqualTo(Gear.REBALANCE);
    assertThat(second.head()).isEqualTo(rebalanced.head());
    assertThat(second.backbone().sha256()).isEqualTo(twin.backbone().sha256());
  }

  @Test
  void a_kept_model_that_is_not_what_is_served_gets_no_twin() {
    ModelManifest manifest = live();
    requests.announced(
        new ModelManifest(
            manifest.recipe(),
            ArtifactRef.of(new byte[] {1}, 0),
            manifest.head(),
            manifest.evaluation(),
            manifest.baseline(),
            manifest.parity(),
            manifest.createdAt()));
    requests.planned(plan(Optional.empty()));
    ready.takeLive();
    requests.planned(plan(Optional.of(manifest)));
    ready.takeLive();

    run.step();
    run.step();

    assertThat(outbox.told()).isEmpty();
  }

  @Test
  void no_native_memory_is_left_behind() throws InterruptedException {
    int before = Torch.liveArrays();

    announced();

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  private ModelManifest live() {
    return first.orElseThrow();
  }

  private ModelManifest announced() throws InterruptedException {
    awaitAnnounced(1);
    return outbox.told(ModelManifest.class).get(0);
  }

  private void awaitAnnounced(int models) throws InterruptedException {
    while (outbox.told(ModelManifest.class).size() < models) {
      run.step();
      Thread.sleep(10);
    }
  }

  private ModelManifest rebalanced(LiveModel from) {
    return new RebalanceRun(ready, snapshot, rebalancing, announcing, new Reporting(outbox, CLOCK))
        .run(Tiny.adaptation("2", Gear.REBALANCE), from, () -> false);
  }

  private void promote(ModelManifest manifest) {
    requests.announced(manifest);
    requests.planned(plan(Optional.of(manifest)));
    ready.takeLive();
  }

  private static RolloutPlan plan(Optional<ModelManifest> live) {
    return new RolloutPlan(
        "beach",
        1,
        live.map(ModelManifest::version),
        Optional.empty(),
        RolloutStep.PROMOTED,
        Optional.empty(),
        "because",
        Instant.EPOCH);
  }

  private QuantizeRun run(Quantize wanted) {
    return new QuantizeRun(
        requests,
        ready,
        snapshot,
        new Quantizing(Tiny.recipes(7)),
        announcing,
        ParityCheck.withOwnClassPath(),
        directory.resolve("twins"),
        wanted);
  }
}
