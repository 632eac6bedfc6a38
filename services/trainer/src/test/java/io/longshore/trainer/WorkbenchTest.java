package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.signature.KeyFiles;
import io.longshore.runtime.signature.KeyUse;
import io.longshore.runtime.signature.NewKey;
import io.longshore.runtime.signature.SignatureCheck;
import io.longshore.runtime.signature.Signer;
import io.longshore.runtime.signature.TrustedKeys;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.TrainerSettings.Beginning;
import io.longshore.trainer.TrainerSettings.Control;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a request to an announced model, without a broker. */
@Timeout(120)
class WorkbenchTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final double TOLERANCE = 1e-3;

  private final Path directory;
  private final Path runs;
  private final Memories memories;
  private final Requests requests = new Requests("beach");
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final ArtifactStore artifacts = new InMemoryArtifactStore();
  private final Workbench workbench;
  private UnaryOperator<ModelManifest> signing = UnaryOperator.identity();
  private int benches;

  WorkbenchTest(@TempDir Path directory) {
    this.directory = directory;
    this.runs = directory.resolve("runs");
    this.memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1);
    this.workbench = workbench(requests, TOLERANCE, Control.NONE);
  }

  @BeforeEach
  void fill() {
    Pictures.fill(memories);
  }

  @AfterEach
  void close() {
    workbench.close();
    memories.close();
  }

  @Test
  void a_retrain_is_announced_after_everything_it_names() throws InterruptedException {
    ask("1", Gear.RETRAIN);

    step();

    ModelManifest manifest = announced();
    assertThat(artifacts.fetch(manifest.backbone())).isNotEmpty();
    assertThat(artifacts.fetch(manifest.head())).isNotEmpty();
    assertThat(manifest.parity().argmaxEqual()).isEqualTo(manifest.parity().images());
    assertThat(outbox.told())
        .first()
        .isEqualTo(new TrainingEvent.Started("1", Gear.RETRAIN, 40, 3, Instant.EPOCH));
    assertThat(outbox.told(SoftLabel.class)).hasSize(40);
    assertThat(outbox.told())
        .endsWith(manifest, new TrainingEvent.Announced("1", manifest.version(), Instant.EPOCH));
    assertThat(requests.next()).isEmpty();
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void a_rebalance_keeps_the_backbone_of_the_live_model_and_is_compared_with_it()
      throws InterruptedException {
    ModelManifest live = goLive();
    ask("2", Gear.REBALANCE);

    step();

    ModelManifest manifest = announced();
    assertThat(manifest.recipe().gear()).isEqualTo(Gear.REBALANCE);
    assertThat(manifest.recipe().parent()).contains(live.version());
    assertThat(manifest.backbone()).isEqualTo(live.backbone());
    assertThat(manifest.head()).isNotEqualTo(live.head());
    assertThat(manifest.baseline()).contains(new Baseline(live.version(), live.evaluation()));
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void a_retrain_ships_what_its_model_says_of_as_many_images_of_each_class_as_can_be()
      throws InterruptedException {
    ask("1", Gear.RETRAIN);

    step();

    GoldenBatch golden = golden(announced());
    assertThat(golden.count()).isEqualTo(40); // all that there are to learn from
    assertThat(golden.shape()).isEqualTo(announced().recipe().input());
    assertThat(golden.classes()).isEqualTo(3);
    try (var model =
        new ModelShelf(directory.resolve("models")).get(announced().version()).orElseThrow()) {
      assertThat(golden.logits(7)).containsExactly(model.logits(golden.pixels(7)));
    }
  }

  @Test
  void a_rebalance_ships_what_the_new_head_says_and_the_same_recipe_the_same_bytes()
      throws InterruptedException {
    ModelManifest live = goLive();
    ask("2", Gear.REBALANCE);
    step();
    ModelManifest first = announced();
    var again = new Requests("beach");
    promote(again, live);
    again.decided(Tiny.adaptation("2", Gear.REBALANCE));

    try (Workbench other = workbench(again, TOLERANCE, Control.NONE)) {
      other.step(Duration.ZERO);
    }

    assertThat(outbox.told(ModelManifest.class)).hasSize(3);
    assertThat(announced().version()).isEqualTo(first.version());
    assertThat(announced().golden()).isEqualTo(first.golden());
    assertThat(golden(first).pixels(5)).isEqualTo(golden(live).pixels(5));
    assertThat(golden(first).logits(5)).isNotEqualTo(golden(live).logits(5));
  }

  @Test
  void a_manifest_is_signed_with_the_golden_batch_in_it(@TempDir Path keys)
      throws InterruptedException {
    NewKey key = NewKey.generate("trainer-1", keys);
    var signer =
        new Signer(key.id(), KeyFiles.readPrivate(key.privateFile()), Duration.ofDays(1), CLOCK);
    signing = signer::sign;
    ask("1", Gear.RETRAIN);

    workbench(requests, TOLERANCE, Control.NONE).step(Duration.ZERO);

    var trusted =
        new TrustedKeys(Duration.ZERO, CLOCK)
            .with(key.id(), KeyFiles.readPublic(key.publicFile()), Set.of(KeyUse.MANIFEST));
    assertThat(announced().golden()).isPresent();
    assertThat(trusted.check(announced())).isInstanceOf(SignatureCheck.Valid.class);
  }

  private GoldenBatch golden(ModelManifest of) {
    return GoldenBatch.read(artifacts.fetch(of.golden().orElseThrow()));
  }

  @Test
  void a_rebalance_without_a_model_here_is_a_retrain_and_says_so() throws InterruptedException {
    ask("1", Gear.REBALANCE);

    step();

    assertThat(announced().recipe().gear()).isEqualTo(Gear.RETRAIN);
    assertThat(outbox.told(TrainingEvent.Started.class))
        .extracting(TrainingEvent.Started::gear)
        .containsExactly(Gear.RETRAIN);
  }

  @Test
  void a_new_class_is_appended_by_the_next_retrain() throws InterruptedException {
    goLive();
    Pictures.remember(memories, "d", "albatross", 3, 6, Split.STREAM);
    ask("2", Gear.RETRAIN);

    step();

    assertThat(announced().classNames()).containsExactly("anchor", "buoy", "crate", "albatross");
    assertThat(announced().baseline()).isPresent();
  }

  @Test
  void a_warm_retrain_begins_at_the_live_model_and_appends_new_classes()
      throws InterruptedException {
    ModelManifest live = goLive();
    Pictures.remember(memories, "d", "albatross", 3, 6, Split.STREAM);
    ask("2", Gear.RETRAIN);

    warm().step(Duration.ZERO);

    assertThat(outbox.told(ModelManifest.class)).hasSize(2);
    assertThat(announced().recipe().parent()).contains(live.version());
    assertThat(announced().classNames()).containsExactly("anchor", "buoy", "crate", "albatross");
    assertThat(parameters()).containsEntry("start", "live").doesNotContainKey("start.live-refused");
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void a_class_that_is_remembered_no_more_keeps_its_place_over_a_warm_retrain()
      throws InterruptedException {
    goLive();
    ask("2", Gear.RETRAIN);
    try (var fewer = new Memories(directory.resolve("fewer"), 100, 100, 0, 1)) {
      Pictures.remember(fewer, "c", "crate", 2, 9, Split.STREAM);
      Pictures.remember(fewer, "d", "albatross", 3, 6, Split.STREAM);
      fewer.commit(Map.of(0, 100L));

      warm(fewer).step(Duration.ZERO);
    }

    assertThat(announced().recipe().classes())
        .extracting(ClassEntry::name, ClassEntry::images)
        .containsExactly(
            tuple("anchor", 0), tuple("buoy", 0), tuple("crate", 9), tuple("albatross", 6));
    assertThat(parameters()).containsEntry("start", "live");
  }

  @Test
  void a_warm_retrain_without_the_live_model_is_a_fresh_one_and_says_why()
      throws InterruptedException {
    ask("1", Gear.RETRAIN);
    Workbench warm = warm();
    warm.step(Duration.ZERO);
    promote(announced());
    RunDirectory.deleteAllBut(directory.resolve("models"), Set.of());
    ask("2", Gear.RETRAIN);

    warm.step(Duration.ZERO);

    assertThat(outbox.told(ModelManifest.class))
        .extracting(m -> m.recipe().provenance().parameters())
        .allSatisfy(p -> assertThat(p).containsEntry("start", "fresh"))
        .extracting(p -> p.get("start.live-refused"))
        .containsExactly(
            "there was no live model", "this trainer has no parameters of the live model");
  }

  @Test
  void if_the_engines_differ_nothing_is_announced_and_the_next_request_is_done()
      throws InterruptedException {
    var stored = new CountingStore();
    Workbench strict = workbench(requests, 0, Control.NONE, stored);
    ask("1", Gear.RETRAIN);

    strict.step(Duration.ZERO);

    assertThat(outbox.told(ModelManifest.class)).isEmpty();
    assertThat(outbox.told(SoftLabel.class)).isEmpty();
    assertThat(stored.puts).isZero();
    assertThat(directory.resolve("models")).doesNotExist();
    assertThat(failure()).startsWith("ONNX Runtime differs from the trainer by up to");
    assertThat(runs).isEmptyDirectory();
    assertThat(requests.next()).isEmpty();
  }

  @Test
  void a_memory_of_one_class_fails_the_run_with_what_to_do() throws InterruptedException {
    try (var empty = new Memories(directory.resolve("empty"), 10, 10, 0, 1)) {
      empty.commit(Map.of(0, 100L));
      Workbench early =
          workbench(requests, empty, TOLERANCE, Beginning.FRESH, Control.NONE, artifacts);
      ask("1", Gear.RETRAIN);

      early.step(Duration.ZERO);

      assertThat(failure()).contains("send labelled images of another class");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_checkpoint_that_cannot_be_written_does_not_end_the_run() throws InterruptedException {
    ask("1", Gear.RETRAIN);
    var left = new ArrayList<Boolean>();
    Path draft = fillDiskAfterOneEpochOf("1", path -> left.add(Files.isSymbolicLink(path)));

    step();

    assertThat(left).startsWith(true, false); // tried in the second epoch, and given up
    assertThat(draft).doesNotExist();
    assertThat(announced().recipe().provenance().adaptation()).isEqualTo("1");
    assertThat(outbox.told(TrainingEvent.Failed.class)).isEmpty();
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_disk_that_takes_no_examples_fails_no_run_which_is_done_after_a_restart()
      throws InterruptedException, IOException {
    ask("1", Gear.RETRAIN);
    Path draft = new RunDirectory(runs, "1").checkpoints().resolveSibling("examples.draft");
    Files.createDirectories(draft.getParent());
    fill(draft);
    assertThatThrownBy(this::step)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("free disk space");
    assertThat(outbox.told()).isEmpty();
    Files.delete(draft);
    Workbench restarted = workbench(requests, TOLERANCE, Control.NONE);
    restarted.tidy();

    restarted.step(Duration.ZERO);

    assertThat(announced().recipe().provenance().adaptation()).isEqualTo("1");
    assertThat(outbox.told(TrainingEvent.Failed.class)).isEmpty();
  }

  @Test
  void a_damaged_copy_of_the_live_model_makes_a_rebalance_a_retrain()
      throws InterruptedException, IOException {
    ModelManifest live = goLive();
    Path file = directory.resolve("models").resolve(live.version().value() + ".model");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    Workbench restarted = workbench(requests, TOLERANCE, Control.NONE);
    ask("2", Gear.REBALANCE);

    restarted.step(Duration.ZERO);

    assertThat(announced().recipe().gear()).isEqualTo(Gear.RETRAIN);
  }

  @Test
  void a_broker_that_takes_nothing_fails_no_run_which_goes_on_from_its_checkpoints_after_a_restart()
      throws InterruptedException {
    ask("1", Gear.RETRAIN);
    outbox.breakDown();
    assertThatThrownBy(this::step).isInstanceOf(RecordNotWrittenException.class);
    int epochs = outbox.told(TrainingEvent.EpochCompleted.class).size();
    Pictures.remember(memories, "later", "dinghy", 3, 6, Split.STREAM);
    outbox.repair();
    Workbench restarted = workbench(requests, TOLERANCE, Control.NONE);
    restarted.tidy();

    restarted.step(Duration.ZERO);

    assertThat(epochs).isEqualTo(4);
    assertThat(outbox.told(TrainingEvent.EpochCompleted.class)).hasSize(epochs);
    assertThat(announced().classNames()).containsExactly("anchor", "buoy", "crate");
    assertThat(outbox.told(TrainingEvent.Failed.class)).isEmpty();
  }

  @Test
  void a_rebalance_interrupts_a_retrain_which_goes_on_afterwards() throws InterruptedException {
    goLive();
    ask("slow", Gear.RETRAIN);
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.EpochCompleted) {
            ask("quick", Gear.REBALANCE);
          }
        });

    step();
    outbox.listener(event -> {});
    step();
    step();

    assertThat(outbox.told(TrainingEvent.Announced.class))
        .extracting(TrainingEvent.Announced::run)
        .containsExactly("live", "quick", "slow");
    assertThat(outbox.told(TrainingEvent.EpochCompleted.class))
        .filteredOn(event -> event.run().equals("slow"))
        .hasSize(4);
  }

  @Test
  void however_many_rebalances_come_a_retrain_comes_to_its_end() throws InterruptedException {
    goLive();
    ask("slow", Gear.RETRAIN);
    var asked = new AtomicInteger();
    outbox.listener(
        event -> {
          boolean often = asked.get() < 200;
          if (often && (event instanceof TrainingEvent.EpochCompleted || isQuick(event))) {
            ask("quick-" + asked.incrementAndGet(), Gear.REBALANCE);
          }
        });

    step();

    assertThat(outbox.told(TrainingEvent.Announced.class))
        .extracting(TrainingEvent.Announced::run)
        .contains("quick-1", "slow");
    assertThat(asked).hasValueLessThan(200);
  }

  private static boolean isQuick(TrainingEvent event) {
    return event instanceof TrainingEvent.Announced && event.run().startsWith("quick");
  }

  @Test
  void requests_that_come_while_one_of_their_gear_is_under_way_become_one_that_follows()
      throws InterruptedException {
    ask("1", Gear.RETRAIN);
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.EpochCompleted && event.run().equals("1")) {
            ask("2", Gear.RETRAIN);
            ask("3", Gear.RETRAIN);
          }
        });

    step();
    step();

    assertThat(outbox.told(TrainingEvent.Announced.class))
        .extracting(TrainingEvent.Announced::run)
        .containsExactly("1", "3");
    assertThat(outbox.told(TrainingEvent.Merged.class))
        .containsExactly(new TrainingEvent.Merged("2", "3", Instant.EPOCH));
    assertThat(requests.waiting()).isEmpty();
    assertThat(requests.merged()).isEmpty();
  }

  @Test
  void a_rebalance_whose_backbone_is_replaced_meanwhile_is_cancelled_and_leaves_nothing_behind()
      throws InterruptedException {
    ModelManifest live = goLive();
    step();
    int before = Torch.liveArrays();
    ask("2", Gear.REBALANCE);
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.Started) {
            promote(trainedElsewhere(live, 100));
          }
        });

    step();

    assertThat(outbox.told(TrainingEvent.Cancelled.class))
        .singleElement()
        .satisfies(
            cancelled -> {
              assertThat(cancelled.run()).isEqualTo("2");
              assertThat(cancelled.reason()).contains("went live with another backbone");
            });
    assertThat(outbox.told(ModelManifest.class)).containsExactly(live);
    assertThat(requests.waiting()).isEmpty();
    assertThat(runs).isEmptyDirectory();
    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  @Test
  void a_retrain_is_cancelled_when_a_model_that_knows_more_labels_goes_live()
      throws InterruptedException {
    ModelManifest live = goLive();
    ask("2", Gear.RETRAIN);
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.EpochCompleted) {
            promote(trainedElsewhere(live, 200));
          }
        });

    step();

    assertThat(outbox.told(TrainingEvent.Cancelled.class))
        .extracting(TrainingEvent.Cancelled::run)
        .containsExactly("2");
    assertThat(outbox.told(ModelManifest.class)).containsExactly(live);
    assertThat(requests.waiting()).isEmpty();
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void a_retrain_goes_on_when_a_model_that_knows_no_more_labels_goes_live()
      throws InterruptedException {
    ModelManifest live = goLive();
    ask("2", Gear.RETRAIN);
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.EpochCompleted) {
            promote(trainedElsewhere(live, 100));
          }
        });

    step();

    assertThat(announced().recipe().provenance().adaptation()).isEqualTo("2");
  }

  /** A model of another trainer: another backbone, learned from so many labels. */
  private static ModelManifest trainedElsewhere(ModelManifest like, long labels) {
    ModelRecipe recipe = like.recipe();
    Provenance from = recipe.provenance();
    return new ModelManifest(
        new ModelRecipe(
            recipe.stream(),
            Gear.RETRAIN,
            Optional.empty(),
            recipe.classes(),
            recipe.input(),
            recipe.featureWidth(),
            new Provenance(
                "elsewhere",
                new TreeMap<>(Map.of(0, new OffsetRange(0, labels))),
                from.memoryDigest(),
                from.seed(),
                from.parameters(),
                from.software(),
                from.device())),
        ArtifactRef.of(new byte[] {1}, 0),
        like.head(),
        like.evaluation(),
        Optional.empty(),
        like.parity(),
        Instant.EPOCH);
  }

  @Test
  void a_run_that_goes_on_after_a_restart_has_the_mix_that_it_began_with()
      throws InterruptedException {
    OperatorRequest demand =
        new OperatorRequest.Adapt("1", "beach", Gear.RETRAIN, "because", Instant.EPOCH);
    requests.counted(mix(10));
    requests.demanded(demand);
    outbox.breakDown();
    assertThatThrownBy(this::step).isInstanceOf(RecordNotWrittenException.class);
    outbox.repair();
    var afterwards = new Requests("beach");
    afterwards.counted(mix(70));
    afterwards.demanded(demand);

    workbench(afterwards, TOLERANCE, Control.NONE).step(Duration.ZERO);

    assertThat(announced().recipe().classes())
        .filteredOn(c -> c.name().equals("anchor"))
        .extracting(ClassEntry::referenceWeight)
        .containsExactly(10.0);
  }

  private static ClassFrequencies mix(double anchors) {
    return new ClassFrequencies(
        "beach",
        1,
        new TreeMap<>(
            Map.of(
                "anchor", new ClassFrequency(1, 1, anchors),
                "buoy", new ClassFrequency(1, 1, 20))),
        DriftEvidence.NONE,
        new TreeMap<>(Map.of(0, 100L)),
        Instant.EPOCH);
  }

  @Test
  void a_stopped_trainer_leaves_its_run_for_the_next_start() throws InterruptedException {
    ask("1", Gear.RETRAIN);
    outbox.listener(event -> workbench.stop());

    step();

    assertThat(requests.waiting()).containsExactly("1");
    assertThat(new RunDirectory(runs, "1").checkpoints().getParent()).isNotEmptyDirectory();
    assertThat(outbox.told(TrainingEvent.Failed.class)).isEmpty();
  }

  @Test
  void a_control_is_trained_when_nothing_else_is_to_be_done_and_leaves_nothing_behind()
      throws InterruptedException {
    Workbench comparing = workbench(requests, TOLERANCE, Control.CROSS_ENTROPY);
    ask("1", Gear.RETRAIN);
    comparing.step(Duration.ZERO);

    comparing.step(Duration.ZERO);

    assertThat(outbox.told(TrainingEvent.ControlEvaluated.class))
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.version()).isEqualTo(announced().version());
              assertThat(control.epochs()).isEqualTo(4);
              assertThat(control.evaluation().images()).isEqualTo(24);
            });
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void while_a_control_trains_the_features_of_the_live_model_are_kept_up()
      throws InterruptedException {
    Workbench comparing = workbench(requests, TOLERANCE, Control.CROSS_ENTROPY);
    ask("1", Gear.RETRAIN);
    comparing.step(Duration.ZERO);
    promote(announced());

    comparing.step(Duration.ZERO);

    assertThat(outbox.told(TrainingEvent.ControlEvaluated.class)).hasSize(1);
    assertThat(comparing.isCurrent()).isTrue();
    comparing.close();
  }

  @Test
  void a_control_that_cannot_be_trained_is_given_up_and_work_goes_on()
      throws InterruptedException, IOException {
    Workbench comparing = workbench(requests, TOLERANCE, Control.CROSS_ENTROPY);
    ask("1", Gear.RETRAIN);
    comparing.step(Duration.ZERO);
    new RunDirectory(runs, "1").delete();
    Path checkpoint = new RunDirectory(runs, "1").checkpoints().resolve("stage-control.checkpoint");
    Files.createDirectories(checkpoint.resolveSibling("stage-control.checkpoint.refused/full"));
    Files.writeString(checkpoint, "no checkpoint, and nowhere to put it");

    comparing.step(Duration.ZERO);
    ask("2", Gear.RETRAIN);
    comparing.step(Duration.ZERO);

    assertThat(outbox.told(TrainingEvent.ControlEvaluated.class)).isEmpty();
    assertThat(announced().recipe().provenance().adaptation()).isEqualTo("2");
  }

  @Test
  void files_of_a_run_answered_before_the_process_died_are_deleted_at_the_next_start()
      throws IOException {
    Files.createDirectories(new RunDirectory(runs, "answered").checkpoints());
    Files.createDirectories(new RunDirectory(runs, "waiting").checkpoints());
    ask("waiting", Gear.RETRAIN);

    workbench.tidy();

    try (Stream<Path> left = Files.list(runs)) {
      assertThat(left).containsExactly(new RunDirectory(runs, "waiting").checkpoints().getParent());
    }
  }

  @Test
  void a_memory_damaged_while_it_is_read_ends_the_loop_so_that_it_is_read_again()
      throws InterruptedException, IOException {
    goLive();
    Path journal = directory.resolve("memory/learning/memory.journal");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[60] ^= 1;
    Files.write(journal, bytes);

    assertThatThrownBy(this::step)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void no_native_memory_is_left_behind() throws InterruptedException {
    int before = Torch.liveArrays();
    goLive();
    step();
    ask("2", Gear.REBALANCE);
    step();
    Workbench strict = workbench(requests, 0, Control.NONE);
    ask("3", Gear.REBALANCE);
    strict.step(Duration.ZERO);
    ask("4", Gear.RETRAIN);
    strict.step(Duration.ZERO);

    strict.close();
    workbench.close();

    assertThat(outbox.told(TrainingEvent.Failed.class)).hasSize(2);
    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  /** Retrains, and makes the model live. */
  private ModelManifest goLive() throws InterruptedException {
    ask("live", Gear.RETRAIN);
    step();
    promote(announced());
    return announced();
  }

  private void promote(ModelManifest manifest) {
    promote(requests, manifest);
  }

  private static void promote(Requests told, ModelManifest manifest) {
    told.announced(manifest);
    told.planned(
        new RolloutPlan(
            "beach",
            1,
            Optional.of(manifest.version()),
            Optional.empty(),
            RolloutStep.PROMOTED,
            Optional.empty(),
            "because",
            Instant.EPOCH));
  }

  private void ask(String id, Gear gear) {
    requests.decided(Tiny.adaptation(id, gear));
  }

  private void step() throws InterruptedException {
    workbench.step(Duration.ZERO);
  }

  /**
   * What the run writes its first stage's second checkpoint to is a device without space.
   *
   * @param afterEachEpoch told that device's path
   */
  private Path fillDiskAfterOneEpochOf(String run, Consumer<Path> afterEachEpoch) {
    Path draft = new RunDirectory(runs, run).checkpoints().resolve("stage-I.checkpoint.draft");
    outbox.listener(
        event -> {
          if (event instanceof TrainingEvent.EpochCompleted epoch) {
            if (epoch.stage().equals("feature learning") && epoch.epoch() == 1) {
              fill(draft);
            }
            afterEachEpoch.accept(draft);
          }
        });
    return draft;
  }

  private static void fill(Path draft) {
    try {
      Files.createSymbolicLink(draft, Path.of("/dev/full"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Workbench warm() {
    return warm(memories);
  }

  private Workbench warm(Memories from) {
    return workbench(requests, from, TOLERANCE, Beginning.LIVE, Control.NONE, artifacts);
  }

  private Map<String, String> parameters() {
    return announced().recipe().provenance().parameters();
  }

  private ModelManifest announced() {
    var all = outbox.told(ModelManifest.class);
    return all.get(all.size() - 1);
  }

  private String failure() {
    assertThat(outbox.told(TrainingEvent.Failed.class)).hasSize(1);
    return outbox.told(TrainingEvent.Failed.class).get(0).reason();
  }

  private Workbench workbench(Requests asked, double tolerance, Control control) {
    return workbench(asked, tolerance, control, artifacts);
  }

  private Workbench workbench(
      Requests asked, double tolerance, Control control, ArtifactStore store) {
    return workbench(asked, memories, tolerance, Beginning.FRESH, control, store);
  }

  private Workbench workbench(
      Requests asked,
      Memories from,
      double tolerance,
      Beginning beginning,
      Control control,
      ArtifactStore store) {
    var shelf = new ModelShelf(directory.resolve("models"));
    var snapshot = new Snapshot(from, Optional.empty());
    var rebalancing =
        new Rebalancing(new LearnableWeightScaling(100, 32, 0.1, 0.9), Tiny.recipes(7));
    var announcing = new Announcing(tolerance, store, shelf, outbox, CLOCK, signing);
    var reporting = new Reporting(outbox, CLOCK);
    var parity = ParityCheck.withOwnClassPath();
    Path standby = directory.resolve("standby-" + benches++);
    var ready =
        new Readiness(
            asked, from, snapshot, shelf, parity, standby, Tiny.PARITY_IMAGES, rebalancing);
    return new Workbench(
        asked,
        from,
        ready,
        new RebalanceRun(ready, snapshot, rebalancing, announcing, reporting),
        new RetrainRun(
            ready,
            asked,
            snapshot,
            Tiny.retraining(7),
            announcing,
            parity,
            shelf,
            reporting,
            beginning),
        new ControlRun(Tiny.retraining(7), reporting, runs, control),
        new QuantizeRun(
            asked,
            ready,
            snapshot,
            new Quantizing(Tiny.recipes(7)),
            announcing,
            parity,
            directory.resolve("twins"),
            TrainerSettings.Quantize.NONE),
        reporting,
        runs);
  }

  /** Counts what is stored. */
  private static final class CountingStore implements ArtifactStore {
    private final ArtifactStore store = new InMemoryArtifactStore();
    private int puts;

    @Override
    public ArtifactRef put(byte[] content) {
      puts++;
      return store.put(content);
    }

    @Override
    public byte[] fetch(ArtifactRef ref) {
      return store.fetch(ref);
    }
  }
}
