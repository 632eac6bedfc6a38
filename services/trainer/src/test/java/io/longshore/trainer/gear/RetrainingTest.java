package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.ssd.fit.TrainingEvent;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainingTest {
  private static final Adaptation ASKED = Tiny.adaptation("asked", Gear.RETRAIN);

  private final Path directory;
  private final Memories memories;
  private final List<TrainingEvent> events = new ArrayList<>();

  RetrainingTest(@TempDir Path directory) {
    this.directory = directory;
    this.memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1);
  }

  @BeforeEach
  void fill() {
    Pictures.fill(memories);
  }

  @AfterEach
  void close() {
    memories.close();
  }

  @Test
  void the_same_seed_gives_the_same_version_and_the_same_bytes() {
    try (Candidate one = run(7, "one", () -> false);
        Candidate other = run(7, "other", () -> false)) {

      assertThat(made(other)).isEqualTo(made(one));
    }
  }

  @Test
  void another_seed_gives_another_model() {
    try (Candidate one = run(7, "one", () -> false);
        Candidate other = run(8, "other", () -> false)) {

      assertThat(made(other).version()).isNotEqualTo(made(one).version());
      assertThat(made(other).backbone()).isNotEqualTo(made(one).backbone());
    }
  }

  @Test
  void a_run_stopped_again_and_again_gives_what_an_undisturbed_run_gives() {
    Made undisturbed;
    try (Candidate candidate = run(7, "undisturbed", () -> false)) {
      undisturbed = made(candidate);
    }
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> run(7, "stopped", afterSteps(7)))
          .isInstanceOf(TrainingCancelledException.class);
      // What comes meanwhile is for the next run.
      Pictures.remember(memories, "later-" + i, "dinghy", 3, 2, Split.STREAM);
      memories.commit(Map.of(0, 200L + i));
    }

    try (Candidate candidate = run(7, "stopped", () -> false)) {
      assertThat(made(candidate)).isEqualTo(undisturbed);
    }
    assertThat(events).hasAtLeastOneElementOfType(TrainingEvent.Resumed.class);
    assertThat(events).doesNotHaveAnyElementsOfTypes(TrainingEvent.CheckpointRefused.class);
  }

  @Test
  void a_retrain_is_called_one_though_a_rebalance_was_asked_for() {
    try (Candidate candidate =
        Tiny.retraining(7)
            .run(
                Tiny.adaptation("asked", Gear.REBALANCE),
                examples("run"),
                Start.FRESH,
                directory.resolve("checkpoints"),
                ProgressListener.SILENT,
                () -> false)) {

      assertThat(candidate.recipe().gear()).isEqualTo(Gear.RETRAIN);
      assertThat(candidate.backbone()).isEmpty();
    }
  }

  @Test
  void every_image_learned_from_has_a_soft_label_that_sums_to_one() {
    try (Candidate candidate = run(7, "run", () -> false)) {
      List<SoftLabel> labels = candidate.softLabels();

      assertThat(labels)
          .extracting(SoftLabel::image)
          .containsExactlyElementsOf(examples("run").learning().images().ids());
      assertThat(labels)
          .allSatisfy(
              label -> {
                double named =
                    label.top().stream().mapToDouble(ClassProbability::probability).sum();
                assertThat(label.teacher()).isEqualTo(candidate.recipe().version());
                assertThat(label.top())
                    .extracting(ClassProbability::probability)
                    .isSortedAccordingTo((a, b) -> Float.compare(b, a));
                assertThat(named + label.rest()).isCloseTo(1, Offset.offset(1e-5));
              });
    }
  }

  @Test
  void a_run_that_cannot_be_written_down_leaves_no_native_memory_behind() {
    var impossible =
        new Adaptation(
            "asked",
            "beach",
            Gear.RETRAIN,
            "because",
            ASKED.evidence(),
            new TreeMap<>(Map.of("anchor", 1.0, "buoy", -1.0)),
            new TreeMap<>(),
            ASKED.decidedAt());
    Examples examples = examples("run");
    Retraining retraining = Tiny.retraining(7);
    int before = Torch.liveArrays();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                retraining.run(
                    impossible,
                    examples,
                    Start.FRESH,
                    directory.resolve("checkpoints"),
                    ProgressListener.SILENT,
                    () -> false));

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  @Test
  void the_control_learns_the_same_images_and_goes_on_after_a_stop() {
    Examples examples = examples("run");
    Retraining retraining = Tiny.retraining(7);
    try (Candidate candidate = run(7, "run", () -> false)) {
      Evaluation undisturbed = control(retraining, candidate, examples, "one", () -> false);

      assertThatThrownBy(() -> control(retraining, candidate, examples, "two", afterSteps(7)))
          .isInstanceOf(TrainingCancelledException.class);
      Evaluation resumed = control(retraining, candidate, examples, "two", () -> false);

      assertThat(resumed).isEqualTo(undisturbed);
      assertThat(resumed.images()).isEqualTo(24);
      assertThat(retraining.epochs()).isEqualTo(4);
    }
  }

  @Test
  void a_warm_start_gives_the_same_bytes_again_and_others_than_a_fresh_one() {
    try (Candidate parent = run(7, "parent", () -> false);
        Candidate one = warm(parent.model(), "one");
        Candidate other = warm(parent.model(), "other")) {

      assertThat(made(other)).isEqualTo(made(one));
      assertThat(made(one).backbone()).isNotEqualTo(made(parent).backbone());
      assertThat(made(one).version()).isNotEqualTo(made(parent).version());
    }
  }

  @Test
  void a_model_trained_in_bfloat16_is_judged_and_served_in_float32() {
    Compute bfloat16 = Compute.CPU.with(Precision.BFLOAT16);
    var retraining =
        new Retraining(SsdParameters.tiny(), Tiny.recipes(7, bfloat16), Tiny.PARITY_IMAGES);

    try (Candidate candidate =
        retraining.run(
            ASKED,
            examples("run"),
            Start.FRESH,
            directory.resolve("checkpoints"),
            ProgressListener.SILENT,
            () -> false)) {

      assertThat(candidate.model().encoder().compute()).isEqualTo(Compute.CPU);
      assertThat(candidate.softLabels()).isNotEmpty();
      assertThat(candidate.recipe().provenance().parameters())
          .containsEntry("precision", "bfloat16");
    }
  }

  private Candidate warm(TrainedModel live, String run) {
    Examples examples = examples(run);
    try (Start start = Tiny.retraining(7).startAt(live.copyOn(Compute.CPU), examples)) {
      return Tiny.retraining(7)
          .run(
              ASKED, examples, start, directory.resolve(run), ProgressListener.SILENT, () -> false);
    }
  }

  @Test
  void a_live_model_of_another_network_is_no_start_and_is_closed() {
    SsdParameters coarser =
        SsdParameters.tiny().withArchitecture(new CifarResNet(2, List.of(4, 8), 1));
    try (Candidate live = run(7, "live", () -> false)) {
      var retraining = new Retraining(coarser, Tiny.recipes(7), 0);
      Examples examples = examples("run");
      int before = Torch.liveArrays();

      Start start = retraining.startAt(live.model().copyOn(Compute.CPU), examples);

      assertThat(start.parameters())
          .containsEntry("start", "fresh")
          .hasEntrySatisfying(
              "start.live-refused",
              reason ->
                  assertThat(reason).startsWith("the live model is ").contains("stemStride=2"));
      assertThat(Torch.liveArrays()).isEqualTo(before);
    }
  }

  private Evaluation control(
      Retraining retraining,
      Candidate candidate,
      Examples examples,
      String checkpoints,
      BooleanSupplier cancelled) {
    return retraining.control(
        candidate.recipe(),
        examples,
        directory.resolve(checkpoints),
        ProgressListener.SILENT,
        cancelled);
  }

  /** What must not differ. */
  record Made(String version, List<Byte> backbone, List<Byte> head, Evaluation evaluation) {}

  private static Made made(Candidate candidate) {
    return new Made(
        candidate.recipe().version().value(),
        boxed(OnnxExport.backbone(candidate.model())),
        boxed(OnnxExport.head(candidate.model())),
        candidate.evaluation());
  }

  private static List<Byte> boxed(byte[] bytes) {
    var list = new ArrayList<Byte>(bytes.length);
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  private Candidate run(long seed, String run, BooleanSupplier cancelled) {
    return Tiny.retraining(seed)
        .run(
            ASKED,
            examples(run),
            Start.FRESH,
            new RunDirectory(directory.resolve("runs"), run).checkpoints(),
            events::add,
            cancelled);
  }

  private Examples examples(String run) {
    return new RunDirectory(directory.resolve("runs"), run)
        .examples(
            () -> new Snapshot(memories, Optional.empty()).takeAll(Optional.empty(), List.of()));
  }

  private static BooleanSupplier afterSteps(int steps) {
    var asked = new AtomicInteger();
    return () -> asked.incrementAndGet() > steps;
  }
}
