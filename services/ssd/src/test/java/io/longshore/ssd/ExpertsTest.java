package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.TensorBytes;
import io.longshore.ssd.torch.Torch;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertsTest {
  private static final Experts TINY = Experts.three(SsdParameters.tiny());
  private static final Experts TWELVE = Experts.three(SsdParameters.tiny().withEpochs(12, 1));
  private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);
  private final TrainingSet examples = LongTail.images(1);

  @Test
  void experts_learn_the_images_better_with_every_epoch() {
    List<Double> losses = new ArrayList<>();

    try (ExpertsModel model =
        TWELVE.train(
            examples,
            new Run(
                1,
                event -> {
                  if (event instanceof EpochFinished epoch) {
                    losses.add(epoch.loss());
                  }
                },
                () -> false,
                Checkpoints.NONE))) {

      assertThat(losses.get(11)).isLessThan(0.5 * losses.get(0));
      assertThat(accuracy(model)).isGreaterThan(0.8);
    }
  }

  private double accuracy(ExpertsModel model) {
    float[] logits = model.logits(examples.pixels());
    int[] labels = examples.labels();
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int c = 1; c < LongTail.CLASSES; c++) {
        best = logits[i * LongTail.CLASSES + c] > logits[i * LongTail.CLASSES + best] ? c : best;
      }
      correct += best == labels[i] ? 1 : 0;
    }
    return (double) correct / labels.length;
  }

  @Test
  void the_model_answers_with_the_mean_of_experts_that_differ() {
    try (ExpertsModel model = TINY.train(examples, Run.seeded(1))) {
      List<float[]> each = model.logitsOfEach(examples.pixels());

      float[] together = model.logits(examples.pixels());

      assertThat(each).hasSize(3);
      assertThat(each.get(0)).isNotEqualTo(each.get(1)).isNotEqualTo(each.get(2));
      for (int i = 0; i < together.length; i++) {
        float sum = each.get(0)[i] + each.get(1)[i] + each.get(2)[i];
        assertThat(together[i]).isCloseTo(sum / 3, ROUNDING);
      }
    }
  }

  @Test
  void one_image_gets_the_same_answer_alone_as_among_others() {
    try (ExpertsModel model = TINY.train(examples, Run.seeded(1))) {
      float[] all = model.logits(examples.pixels());
      byte[] first = Arrays.copyOf(examples.pixels(), LongTail.SHAPE.bytes());

      float[] alone = model.logits(first);

      assertThat(alone).isEqualTo(Arrays.copyOf(all, LongTail.CLASSES));
    }
  }

  @Test
  void the_same_seed_trains_the_same_experts_bit_for_bit() {
    byte[] first = train(TINY, Run.seeded(7));

    byte[] second = train(TINY, Run.seeded(7));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void an_interrupted_training_goes_on_to_the_same_experts(@TempDir Path folder) {
    byte[] whole = train(TINY, Run.seeded(7));
    var kept = new CheckpointFolder(folder, "tiny");
    int[] epochs = {0};
    Run cut = new Run(7, event -> epochs[0]++, () -> epochs[0] > 0, kept);
    assertThatThrownBy(() -> train(TINY, cut)).isInstanceOf(TrainingCancelledException.class);

    byte[] pieced = train(TINY, new Run(7, event -> {}, () -> false, kept));

    assertThat(pieced).isEqualTo(whole);
  }

  @Test
  void without_the_ensemble_experts_of_one_prior_learn_something_else() {
    byte[] taught = train(TINY, Run.seeded(7));

    byte[] untaught = train(with(List.of(0.0, 1.0, 2.0), 0), Run.seeded(7));
    byte[] alike = train(with(List.of(1.0, 1.0, 1.0), 1), Run.seeded(7));

    assertThat(untaught).isNotEqualTo(taught);
    assertThat(alike).isNotEqualTo(taught);
  }

  @Test
  void no_array_outlives_the_training() {
    train(TINY, Run.seeded(1));
    int before = Torch.liveArrays();

    train(TINY, Run.seeded(2));
    assertThatThrownBy(() -> train(TINY, new Run(1, event -> {}, () -> true, Checkpoints.NONE)))
        .isInstanceOf(TrainingCancelledException.class);

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  @Test
  void experts_of_nothing_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), 1))
        .withMessageContaining("each expert needs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(-1.0), 1))
        .withMessageContaining("-1.0");
  }

  private static Experts with(List<Double> priorStrengths, double ensembleWeight) {
    return new Experts(
        TINY.architecture(),
        TINY.optimization(),
        TINY.view(),
        priorStrengths,
        TINY.ownGroups(),
        ensembleWeight,
        TINY.temperature(),
        TINY.mixup(),
        TINY.seed(),
        TINY.compute());
  }

  private byte[] train(Experts experts, Run run) {
    try (ExpertsModel model = experts.train(examples, run)) {
      return bytes(model.network().tensors());
    }
  }

  private static byte[] bytes(List<Tensor> tensors) {
    var bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      TensorBytes.write(tensors, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
