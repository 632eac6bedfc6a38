package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.ssd.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switches beside and beyond the paper, in whole trainings. */
class SwitchesTest {
  private static final SsdParameters TINY = SsdParameters.tiny();
  private static final Augmentation VIEW = TINY.featureLearning().query();
  private static final Rotation ROTATION = new Rotation(VIEW, 1);
  private final TrainingSet examples = LongTail.images(1);

  /** Everything on that can be on at once. */
  private static SsdParameters everything() {
    Contrastive contrastive = (Contrastive) TINY.featureLearning().selfSupervision();
    return TINY.with(
            TINY.featureLearning()
                .with(contrastive.withKeyChunks(2))
                .with(new Mixup(0.4))
                .withPriorStrength(1))
        .with(
            TINY.selfDistillation()
                .with(new Mixup(0.4))
                .with(TeacherView.INDEPENDENT)
                .with(new StudentAverage(0.9))
                .withPriorStrength(1))
        .with(TINY.classifierTuning().serving(ServedHead.MEAN));
  }

  @Test
  void with_every_switch_on_the_same_seed_trains_the_same_model_also_in_pieces(
      @TempDir Path folder) {
    byte[] whole = train(Ssd.with(everything()));
    Ssd resumable = Ssd.with(everything()).checkpointingIn(folder);
    interruptIn(resumable, Stage.FEATURE_LEARNING);
    interruptIn(resumable, Stage.SELF_DISTILLATION);

    byte[] pieced = train(resumable);

    assertThat(pieced).isEqualTo(whole);
  }

  @Test
  void with_every_switch_on_no_native_array_is_left_behind() {
    train(Ssd.with(everything()));
    int before = Torch.liveArrays();
    List<Integer> during = new ArrayList<>();

    try (TrainedModel model =
        Ssd.with(everything().withEpochs(3, 3))
            .reportingTo(
                event -> {
                  if (event instanceof EpochFinished && event.stage() == Stage.SELF_DISTILLATION) {
                    during.add(Torch.liveArrays());
                  }
                })
            .train(examples)) {
      assertThat(model.served()).isEqualTo(ServedHead.MEAN);
    }

    assertThat(during).hasSize(3).containsOnly(during.get(0));
    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  @Test
  void rotations_are_learned_beside_the_classes_or_in_their_place() {
    List<Double> losses = new ArrayList<>();
    SsdParameters rotating = TINY.with(TINY.featureLearning().with(ROTATION)).withEpochs(12, 1);

    byte[] model =
        train(
            Ssd.with(rotating)
                .reportingTo(
                    event -> {
                      if (event instanceof EpochFinished e && e.stage() == Stage.FEATURE_LEARNING) {
                        losses.add(e.loss());
                      }
                    }));

    assertThat(losses.get(11)).isLessThan(0.8 * losses.get(0));
    assertThat(model).isEqualTo(train(Ssd.with(rotating)));
  }

  @Test
  void quarter_turns_of_images_that_are_not_square_are_refused() {
    TrainingSet wide =
        TrainingSet.ofRows(new ImageShape(4, 6, 1), 2, new byte[4 * 24], new int[] {0, 0, 1, 1});
    Ssd rotating = Ssd.with(TINY.with(TINY.featureLearning().with(ROTATION)));

    assertThatThrownBy(() -> rotating.train(wide)).hasMessageContaining("square");
  }

  @Test
  void a_head_that_learns_with_the_log_prior_favours_no_class_of_images_that_say_nothing() {
    TrainingSet noise = noise(90, 10);
    Optimization optimization = Optimization.sgd(20, 20, 0.05, 0);
    CrossEntropyControl plain = new CrossEntropyControl(TINY.architecture(), optimization, VIEW, 1);

    double preferring = preferenceOfFirstClass(plain, noise);
    double adjusted = preferenceOfFirstClass(plain.withPriorStrength(1), noise);

    assertThat(preferring).isGreaterThan(1.5); // log(90/10) = 2.2 where nothing can be learned
    assertThat(adjusted).isBetween(-0.7, 0.7);
  }

  private static double preferenceOfFirstClass(CrossEntropyControl control, TrainingSet images) {
    try (TrainedModel model = control.train(images)) {
      float[] logits = model.logits(noise(50, 50, 7).pixels());
      double sum = 0;
      for (int i = 0; i < logits.length; i += 2) {
        sum += logits[i] - logits[i + 1];
      }
      return 2 * sum / logits.length;
    }
  }

  private static TrainingSet noise(int first, int second) {
    return noise(first, second, 3);
  }

  private static TrainingSet noise(int first, int second, long seed) {
    byte[] pixels = new byte[(first + second) * LongTail.SHAPE.bytes()];
    new SplittableRandom(seed).nextBytes(pixels);
    int[] labels = new int[first + second];
    Arrays.fill(labels, first, first + second, 1);
    return TrainingSet.ofRows(LongTail.SHAPE, 2, pixels, labels);
  }

  @Test
  void the_mean_of_both_heads_is_served_where_it_is_asked_for() {
    try (TrainedModel model =
        Ssd.with(TINY.with(TINY.classifierTuning().serving(ServedHead.MEAN))).train(examples)) {

      float[] served = model.logits(examples.pixels());

      float[] features = model.features(examples.pixels());
      float[] hard = model.head(ServedHead.HARD).logits(features);
      float[] soft = model.head(ServedHead.SOFT).logits(features);
      float[] mean = new float[served.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (hard[i] + soft[i]) / 2;
      }
      assertThat(served).usingComparatorWithPrecision(1e-5f).containsExactly(mean);
      try (TrainedModel read = TrainedModel.fromBytes(model.toBytes())) {
        assertThat(read.logits(examples.pixels())).isEqualTo(served);
      }
    }
  }

  @Test
  void a_model_without_a_soft_head_cannot_serve_it() {
    try (TrainedModel control = CrossEntropyControl.of(TINY).train(examples)) {

      assertThatThrownBy(() -> control.head(ServedHead.MEAN)).hasMessageContaining("soft head");
    }
  }

  private byte[] train(Ssd ssd) {
    try (TrainedModel model = ssd.train(examples)) {
      return model.toBytes();
    }
  }

  private void interruptIn(Ssd ssd, Stage stage) {
    assertThatThrownBy(
            () ->
                train(
                    ssd.reportingTo(
                        event -> {
                          if (event instanceof EpochFinished e
                              && e.stage() == stage
                              && e.epoch() == 1) {
                            throw new IllegalStateException("power failure");
                          }
                        })))
        .hasMessage("power failure");
  }
}
