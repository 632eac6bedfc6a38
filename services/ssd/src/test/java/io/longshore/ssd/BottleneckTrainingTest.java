package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.fit.TrainingEvent.StageFinished;
import io.longshore.ssd.net.BottleneckResNet;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The whole method on a narrow network of the family that ImageNet-LT is trained with. */
class BottleneckTrainingTest {
  private static final ImageShape SHAPE = new ImageShape(16, 16, 3);
  private static final int[] COUNTS = {24, 8, 4};
  private static final SsdParameters NARROW =
      SsdParameters.tiny().withArchitecture(new BottleneckResNet(4, List.of(1, 1), 4, 2));

  @Test
  void all_stages_run_and_the_model_survives_its_bytes() {
    TrainingSet examples = examples();
    List<Stage> finished = new ArrayList<>();

    try (TrainedModel model =
            Ssd.with(NARROW)
                .reportingTo(
                    event -> {
                      if (event instanceof StageFinished) {
                        finished.add(event.stage());
                      }
                    })
                .train(examples);
        TrainedModel read = TrainedModel.fromBytes(model.toBytes())) {
      float[] logits = model.logits(examples.pixels());

      assertThat(finished)
          .containsExactly(
              Stage.FEATURE_LEARNING,
              Stage.SOFT_LABELLING,
              Stage.SELF_DISTILLATION,
              Stage.CLASSIFIER_TUNING);
      assertThat(logits).hasSize(36 * 3).doesNotContain(Float.NaN);
      assertThat(read.logits(examples.pixels())).isEqualTo(logits);
    }
  }

  @Test
  void the_same_seed_trains_the_same_model_bit_for_bit() {
    byte[] first = train();

    byte[] second = train();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void no_array_outlives_the_training() {
    train();
    int before = Torch.liveArrays();

    train();

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  private static byte[] train() {
    try (TrainedModel model = Ssd.with(NARROW).train(examples())) {
      return model.toBytes();
    }
  }

  /** Noise, brighter in the channel that belongs to the class. */
  private static TrainingSet examples() {
    SplittableRandom random = new SplittableRandom(3);
    int size = COUNTS[0] + COUNTS[1] + COUNTS[2];
    byte[] pixels = new byte[size * SHAPE.bytes()];
    int[] labels = new int[size];
    int image = 0;
    for (int c = 0; c < COUNTS.length; c++) {
      for (int i = 0; i < COUNTS[c]; i++, image++) {
        labels[image] = c;
        for (int p = 0; p < SHAPE.bytes(); p++) {
          pixels[image * SHAPE.bytes() + p] =
              (byte) ((p % SHAPE.channels() == c ? 150 : 20) + random.nextInt(80));
        }
      }
    }
    return TrainingSet.ofRows(SHAPE, COUNTS.length, pixels, labels);
  }
}
