package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.LossNotFiniteException;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.ssd.fit.TrainingEvent;
import io.longshore.ssd.fit.TrainingEvent.CheckpointRefused;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.ssd.fit.TrainingEvent.Resumed;
import io.longshore.ssd.fit.TrainingEvent.StageFinished;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SsdTest {
  private static final SsdParameters TINY = SsdParameters.tiny();
  private final TrainingSet examples = LongTail.images(1);

  @Test
  void the_stages_run_in_the_order_of_the_paper() {
    List<Stage> finished = new ArrayList<>();

    try (TrainedModel model =
        Ssd.with(TINY)
            .reportingTo(
                event -> {
                  if (event instanceof StageFinished) {
                    finished.add(event.stage());
                  }
                })
            .train(examples)) {

      assertThat(finished)
          .containsExactly(
              Stage.FEATURE_LEARNING,
              Stage.SOFT_LABELLING,
              Stage.SELF_DISTILLATION,
              Stage.CLASSIFIER_TUNING);
      assertThat(model.logits(examples.pixels())).hasSize(36 * 3).doesNotContain(Float.NaN);
      assertThat(model.softHead()).isPresent();
    }
  }

  @Test
  void the_same_seed_trains_the_same_model_whenever_memory_is_collected() throws Exception {
    Ssd trainer = Ssd.with(TINY.withSeed(5).withEpochs(12, 12));
    byte[] undisturbed = train(trainer);
    Thread collecting = new Thread(SsdTest::reuseDirectMemory, "collecting");
    collecting.start();

    byte[] disturbed = train(trainer);
    collecting.interrupt();
    collecting.join();

    assertThat(disturbed).isEqualTo(undisturbed);
  }

  /**
   * Memory that Java thinks is free is written over, so that whoever still reads it natively reads
   * nonsense.
   */
  private static void reuseDirectMemory() {
    while (!Thread.currentThread().isInterrupted()) {
      for (int i = 0; i < 40; i++) {
        ByteBuffer junk = ByteBuffer.allocateDirect(8 + 600 * i);
        while (junk.remaining() > Long.BYTES) {
          junk.putLong(0x7f7f7f7f7f7f7f7fL);
        }
      }
      System.gc();
    }
  }

  @Test
  void the_same_seed_trains_the_same_model_bit_for_bit() {
    byte[] first = train(Ssd.with(TINY.withSeed(5)));

    byte[] second = train(Ssd.with(TINY.withSeed(5)));

    assertThat(second).isEqualTo(first);
    assertThat(train(Ssd.with(TINY.withSeed(6)))).isNotEqualTo(first);
  }

  @Test
  void a_training_that_was_interrupted_in_any_stage_ends_like_one_that_was_not(
      @TempDir Path folder) {
    byte[] whole = train(Ssd.with(TINY));
    Ssd resumable = Ssd.with(TINY).checkpointingIn(folder);
    interruptAfter(resumable, Stage.FEATURE_LEARNING, 1);
    interruptAfter(resumable, Stage.SELF_DISTILLATION, 1);
    List<Resumed> resumed = new ArrayList<>();

    byte[] pieced =
        train(
            resumable.reportingTo(
                event -> {
                  if (event instanceof Resumed r) {
                    resumed.add(r);
                  }
                }));

    assertThat(pieced).isEqualTo(whole);
    assertThat(resumed)
        .containsExactly(
            new Resumed(Stage.FEATURE_LEARNING, 2), new Resumed(Stage.SELF_DISTILLATION, 1));
  }

  @Test
  void a_checkpoint_of_other_images_is_refused_by_name_and_set_aside(@TempDir Path folder) {
    train(Ssd.with(TINY).checkpointingIn(folder));
    TrainingSet others = LongTail.images(2);
    List<CheckpointRefused> refused = new ArrayList<>();

    byte[] trained =
        train(
            Ssd.with(TINY)
                .checkpointingIn(folder)
                .reportingTo(
                    event -> {
                      if (event instanceof CheckpointRefused r) {
                        refused.add(r);
                      }
                    }),
            others);

    assertThat(trained).isEqualTo(train(Ssd.with(TINY), others));
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.reason()).contains(examples.digest()))
        .allSatisfy(r -> assertThat(r.movedTo()).exists());
  }

  @Test
  void a_cancelled_training_says_where_it_stopped() {
    Ssd ssd = Ssd.with(TINY).cancelledWhen(() -> true);

    assertThatThrownBy(() -> ssd.train(examples))
        .isInstanceOf(TrainingCancelledException.class)
        .hasMessageContaining("stage I")
        .hasMessageContaining("epoch 1");
  }

  @Test
  void a_loss_that_is_no_number_stops_the_training_by_name() {
    CrossEntropyControl wild =
        new CrossEntropyControl(
            TINY.architecture(),
            Optimization.sgd(3, 8, 1e30, 0),
            TINY.featureLearning().query(),
            1);

    assertThatThrownBy(() -> wild.train(examples))
        .isInstanceOf(LossNotFiniteException.class)
        .hasMessageContaining("stage control")
        .hasMessageContaining("epoch 1")
        .hasMessageContaining("step")
        .hasMessageMatching(".*on images \\d+, .* of the training set.*");
  }

  @Test
  void parameters_that_are_no_numbers_never_reach_a_checkpoint(@TempDir Path folder) {
    CrossEntropyControl wild =
        new CrossEntropyControl(
            TINY.architecture(),
            Optimization.sgd(3, 36, 1e39, 0), // one step an epoch, whose own loss is still finite
            TINY.featureLearning().query(),
            1);
    Run run = new Run(1, event -> {}, () -> false, new CheckpointFolder(folder, "wild"));

    assertThatThrownBy(() -> wild.train(examples, run)).isInstanceOf(LossNotFiniteException.class);

    assertThat(folder.resolve("stage-control.checkpoint")).doesNotExist();
  }

  @Test
  void training_leaves_no_native_array_behind_but_those_of_the_model() {
    train(Ssd.with(TINY));
    int before = Torch.liveArrays();
    List<Integer> duringTraining = new ArrayList<>();

    TrainedModel model =
        Ssd.with(TINY.withEpochs(4, 4))
            .reportingTo(event -> recordArrays(event, duringTraining))
            .train(examples);
    int held = Torch.liveArrays();
    model.close();

    assertThat(duringTraining).hasSize(4).containsOnly(duringTraining.get(0));
    assertThat(held).isGreaterThan(before);
    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  private static void recordArrays(TrainingEvent event, List<Integer> arrays) {
    if (event instanceof EpochFinished && event.stage() == Stage.FEATURE_LEARNING) {
      arrays.add(Torch.liveArrays());
    }
  }

  @Test
  void training_from_a_live_model_may_bring_a_new_class() {
    TrainingSet withNewClass = LongTail.images(3, 20, 8, 4, 4);
    try (TrainedModel live = Ssd.with(TINY).train(examples);
        TrainedModel next = Ssd.with(TINY).startingFrom(live).train(withNewClass)) {

      int classes = next.classes();

      assertThat(classes).isEqualTo(4);
      assertThat(next.spec().normalization()).isEqualTo(live.spec().normalization());
    }
  }

  @Test
  void a_live_model_of_another_architecture_is_refused() {
    try (TrainedModel live = Ssd.with(TINY).train(examples)) {
      Ssd other = Ssd.with(SsdParameters.demo()).startingFrom(live);

      assertThatThrownBy(() -> other.train(examples))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot start");
    }
  }

  @Test
  void a_class_without_images_keeps_the_scale_one() {
    TrainingSet withGap = LongTail.images(4, 20, 0, 8);

    try (TrainedModel model = Ssd.with(TINY).train(withGap)) {

      assertThat(withGap.emptyClasses()).containsExactly(1);
      assertThat(model.scales()[1]).isEqualTo(1);
    }
  }

  @Test
  void a_class_of_one_image_is_learned_like_any_other() {
    TrainingSet withLoner = LongTail.images(5, 20, 1, 8);

    try (TrainedModel model = Ssd.with(TINY).train(withLoner)) {

      assertThat(model.scales()[1]).isNotEqualTo(1).isFinite();
      assertThat(model.logits(withLoner.pixels())).doesNotContain(Float.NaN);
    }
  }

  @Test
  void the_control_trains_for_all_epochs_of_the_method_together() {
    List<EpochFinished> epochs = new ArrayList<>();
    Run run =
        new Run(
            1,
            event -> {
              if (event instanceof EpochFinished e) {
                epochs.add(e);
              }
            },
            () -> false,
            Checkpoints.NONE);

    try (TrainedModel control = CrossEntropyControl.of(TINY).train(examples, run)) {

      assertThat(epochs).hasSize(4);
      assertThat(control.scales()).containsOnly(1);
      assertThat(control.teacher()).isEmpty();
    }
  }

  @Test
  void a_teacher_gives_probabilities() {
    try (TrainedModel model = Ssd.with(TINY).train(examples)) {

      float[] soft = model.teacher().orElseThrow().softLabels(examples.pixels(), 2);

      assertThat(soft).hasSize(36 * 3);
      for (int row = 0; row < soft.length; row += 3) {
        assertThat(soft[row] + soft[row + 1] + soft[row + 2])
            .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5f));
      }
    }
  }

  private void interruptAfter(Ssd ssd, Stage stage, int epoch) {
    assertThatThrownBy(
            () ->
                ssd.reportingTo(
                        event -> {
                          if (event instanceof EpochFinished e
                              && e.stage() == stage
                              && e.epoch() == epoch) {
                            throw new IllegalStateException("power failure");
                          }
                        })
                    .train(examples))
        .hasMessage("power failure");
  }

  private byte[] train(Ssd ssd) {
    return train(ssd, examples);
  }

  private static byte[] train(Ssd ssd, TrainingSet images) {
    try (TrainedModel model = ssd.train(images)) {
      return model.toBytes();
    }
  }
}
