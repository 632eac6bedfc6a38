package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RememberingTest {

  @Test
  void a_second_task_with_one_exemplar_a_class_makes_what_is_remembered_less_forgotten() {
    double forgetful = 0;
    double remembering = 0;
    for (long seed : new long[] {1, 2}) {
      try (TrainedModel live =
          Ssd.with(parameters(Remembering.NOTHING).withSeed(seed))
              .train(patterns(seed, 25, 25, 25, 25))) {
        TrainingSet second = patterns(seed + 10, 1, 1, 1, 1, 25, 25, 25, 25);

        forgetful += oldClassesRight(Remembering.NOTHING, live, second, seed);
        remembering += oldClassesRight(new Remembering(1, 2), live, second, seed);
      }
    }

    assertThat(remembering / 2).isGreaterThan(forgetful / 2 + 0.05);
  }

  /** Accuracy on the first task's classes after the second task. */
  private static double oldClassesRight(
      Remembering remembering, TrainedModel live, TrainingSet second, long seed) {
    TrainingSet heldOut = patterns(20, 40, 40, 40, 40);
    try (TrainedModel next =
        Ssd.with(parameters(remembering).withSeed(seed)).startingFrom(live).train(second)) {
      float[] logits = next.logits(heldOut.pixels());
      int right = 0;
      for (int i = 0; i < heldOut.size(); i++) {
        int row = i * next.classes();
        int best = 0;
        for (int c = 1; c < next.classes(); c++) {
          best = logits[row + c] > logits[row + best] ? c : best;
        }
        right += best == heldOut.label(i) ? 1 : 0;
      }
      return (double) right / heldOut.size();
    }
  }

  private static SsdParameters parameters(Remembering remembering) {
    SsdParameters tiny = SsdParameters.tiny();
    Optimization optimization = Optimization.sgd(15, 16, 0.05, 5e-4);
    return new SsdParameters(
        new CifarResNet(1, List.of(8, 16), 1),
        new FeatureLearning(optimization, Augmentation.NONE, new NoSelfSupervision())
            .withPriorStrength(1)
            .with(remembering),
        tiny.softLabelling(),
        new SelfDistillation(
                optimization, Augmentation.NONE, 2, 1, 1, Mode.EVALUATE, StudentStart.FRESH)
            .with(remembering),
        tiny.classifierTuning(),
        0);
  }

  /** Each class is a pattern of its own, bright and dark pixels, under noise. */
  private static TrainingSet patterns(long seed, int... counts) {
    int size = Arrays.stream(counts).sum();
    byte[] pixels = new byte[size * LongTail.SHAPE.bytes()];
    int[] labels = new int[size];
    SplittableRandom noise = new SplittableRandom(seed);
    for (int c = 0, image = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++, image++) {
        SplittableRandom pattern = new SplittableRandom(100 + c);
        labels[image] = c;
        for (int p = 0; p < LongTail.SHAPE.bytes(); p++) {
          int light = pattern.nextBoolean() ? 100 : 30;
          pixels[image * LongTail.SHAPE.bytes() + p] = (byte) (light + noise.nextInt(120));
        }
      }
    }
    return TrainingSet.ofRows(LongTail.SHAPE, counts.length, pixels, labels);
  }

  @Test
  void whoever_says_of_old_classes_what_the_live_model_says_loses_nothing_by_new_ones() {
    TrainingSet examples = LongTail.images(1);
    NetworkSpec spec =
        new NetworkSpec(
            LongTail.SHAPE, Normalization.of(examples), SsdParameters.tiny().architecture());
    LinearHead head =
        new LinearHead(
            new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7}, new float[] {1, -1});
    try (NDManager step = Torch.newManager();
        ResNet live = new ResNet(spec, 1);
        Remembrance remembrance = new Remembering(1, 2).of(live, head, Compute.CPU)) {
      NDArray x = step.ones(new Shape(2, 6, 6, 1)).toType(DataType.UINT8, true);
      float[] features =
          Torch.withoutGradients(() -> live.features(x, Mode.EVALUATE)).toFloatArray();
      NDArray v = step.create(head.logits(features), new Shape(2, 2));
      NDArray newClass = step.create(new float[] {5, -9}, new Shape(2, 1));
      NDArray z = NDArrays.concat(new NDList(v, newClass), 1);
      NDArray other = NDArrays.concat(new NDList(newClass, v), 1);

      float faithful = Torch.withoutGradients(() -> remembrance.loss(z, x)).getFloat();
      float unfaithful = Torch.withoutGradients(() -> remembrance.loss(other, x)).getFloat();

      assertThat(faithful).isCloseTo(0, within(1e-5f));
      assertThat(unfaithful).isGreaterThan(0.01f);
    }
  }
}
