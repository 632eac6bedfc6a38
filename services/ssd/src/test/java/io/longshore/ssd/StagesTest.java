package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Network;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each stage may change, and what it must leave alone. */
class StagesTest {
  private static final SsdParameters TINY = SsdParameters.tiny();
  private final TrainingSet examples = LongTail.images(1);
  private final NetworkSpec spec =
      new NetworkSpec(LongTail.SHAPE, Normalization.of(examples), TINY.architecture());

  @Test
  void stage_one_sends_gradients_to_the_query_side_only() {
    try (ResNet encoder = new ResNet(spec, 1);
        LinearLayer linear = new LinearLayer("linear", spec.featureWidth(), LongTail.CLASSES, 1);
        GuidedFeatures objective =
            new GuidedFeatures(
                Stage.FEATURE_LEARNING,
                TINY.featureLearning(),
                encoder,
                linear,
                examples.counts(),
                Remembrance.NONE,
                1)) {
      objective.learned().forEach(t -> t.value().setRequiresGradient(true));

      backward(objective::loss, 2);

      List<String> learned = objective.learned().stream().map(Tensor::name).toList();
      assertThat(objective.learned())
          .allSatisfy(t -> assertThat(largest(t)).as(t.name()).isPositive());
      assertThat(learned).doesNotContain("queue.keys");
      assertThat(objective.state())
          .filteredOn(t -> objective.learned().stream().noneMatch(l -> l.value() == t.value()))
          .hasSizeGreaterThan(objective.learned().size() - 2)
          .noneMatch(t -> t.value().hasGradient());
    }
  }

  @Test
  void stage_two_changes_nothing_but_the_scales() {
    try (LearnedFeatures features = learned(1)) {
      List<float[]> before = values(features.encoder());

      try (Teacher teacher = TINY.softLabelling().label(features, examples, Run.seeded(1))) {

        assertThat(teacher.scales()).hasSize(LongTail.CLASSES).doesNotContain(1);
        assertThat(values(teacher.encoder())).containsExactlyElementsOf(before);
        assertThat(values(features.encoder())).containsExactlyElementsOf(before);
        assertThat(teacher.rebalanced().weight())
            .containsExactly(features.linear().scaledBy(teacher.scales()).weight());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "KEPT", mode = EnumSource.Mode.EXCLUDE)
  void rebalanced_statistics_move_but_parameters_stay(RunningStatistics statisticsMode) {
    Rebalancing moving =
        new Rebalancing(
            TINY.softLabelling().rebalancing().scaling(),
            statisticsMode,
            Augmentation.cropAndFlip(1));
    try (LearnedFeatures features = learned(1);
        Teacher teacher = new SoftLabelling(moving).label(features, examples, Run.seeded(1))) {

      List<float[]> statistics = statistics(teacher.encoder());

      assertThat(teacher.scales()).doesNotContain(1);
      assertThat(statistics).isNotEqualTo(statistics(features.encoder()));
      assertThat(parameters(teacher.encoder()))
          .containsExactlyElementsOf(parameters(features.encoder()));
    }
  }

  @Test
  void stage_three_sends_no_gradient_to_the_teacher_and_leaves_its_statistics() {
    try (LearnedFeatures features = learned(1);
        Teacher teacher = new Teacher(features.encoder().copy(), features.linear(), ones());
        ResNet encoder = new ResNet(spec, 2);
        LinearLayer hard = new LinearLayer("hard", spec.featureWidth(), LongTail.CLASSES, 2);
        LinearLayer soft = new LinearLayer("soft", spec.featureWidth(), LongTail.CLASSES, 2);
        HardAndSoft objective =
            new HardAndSoft(
                TINY.selfDistillation(),
                teacher,
                new StudentNetwork(encoder, hard, soft),
                examples.counts(),
                Remembrance.NONE)) {
      objective.learned().forEach(t -> t.value().setRequiresGradient(true));
      List<float[]> before = values(teacher.encoder());

      backward(objective::loss, 1);

      assertThat(objective.learned())
          .allSatisfy(t -> assertThat(largest(t)).as(t.name()).isPositive());
      assertThat(teacher.encoder().tensors()).noneMatch(t -> t.value().hasGradient());
      assertThat(values(teacher.encoder())).containsExactlyElementsOf(before);
    }
  }

  @Test
  void stage_four_scales_the_hard_head_and_keeps_the_soft_one_as_it_is() {
    LinearHead hard = head(3);
    LinearHead soft = head(4);
    try (Student student = new Student(new ResNet(spec, 1), hard, soft);
        Teacher teacher = new Teacher(new ResNet(spec, 1), hard, ones());
        TrainedModel model =
            TINY.classifierTuning().tune(student, teacher, examples, Run.seeded(1))) {

      float[] served = model.servedHead().weight();

      assertThat(model.hardHead()).isSameAs(hard);
      assertThat(model.softHead()).containsSame(soft);
      assertThat(served).containsExactly(hard.scaledBy(model.scales()).weight());
      assertThat(model.scales()).doesNotContain(1);
    }
  }

  @Test
  void stage_four_learns_from_the_hard_head_whatever_the_soft_one_says() {
    LinearHead hard = head(3);
    try (Student one = new Student(new ResNet(spec, 1), hard, head(4));
        Student other = new Student(new ResNet(spec, 1), hard, head(5));
        Student turned = new Student(new ResNet(spec, 1), head(4), hard)) {

      assertThat(scales(one)).isEqualTo(scales(other)).isNotEqualTo(scales(turned));
    }
  }

  private float[] scales(Student student) {
    try (Teacher teacher = new Teacher(new ResNet(spec, 1), head(3), ones());
        TrainedModel model =
            TINY.classifierTuning().tune(student, teacher, examples, Run.seeded(1))) {
      return model.scales();
    }
  }

  private LearnedFeatures learned(long seed) {
    return new LearnedFeatures(new ResNet(spec, seed), head(seed));
  }

  private LinearHead head(long seed) {
    try (LinearLayer layer = new LinearLayer("any", spec.featureWidth(), LongTail.CLASSES, seed)) {
      return layer.head();
    }
  }

  private static float[] ones() {
    return new float[] {1, 1, 1};
  }

  private interface Loss {
    NDArray of(Batch batch);
  }

  private void backward(Loss loss, int views) {
    int count = examples.size();
    ByteBuffer bytes = ByteBuffer.allocateDirect(count * LongTail.SHAPE.bytes());
    bytes.put(examples.pixels()).flip();
    try (var step = Torch.newManager()) {
      var x = step.create(bytes, new Shape(count, 6, 6, 1), DataType.UINT8);
      long[] labels = Arrays.stream(examples.labels()).asLongStream().toArray();
      Batch batch =
          new Batch(
              step,
              views == 1 ? List.of(x) : List.of(x, x),
              step.create(labels),
              new SplittableRandom(1));
      Torch.differentiate(() -> loss.of(batch));
    }
  }

  private static float largest(Tensor tensor) {
    try (var gradient = tensor.value().getGradient();
        var size = gradient.abs();
        var max = size.max()) {
      return max.getFloat();
    }
  }

  private static List<float[]> values(Network network) {
    return network.tensors().stream().map(Tensor::toArray).toList();
  }

  private static List<float[]> statistics(Network network) {
    return network.tensors().stream().filter(t -> !t.learned()).map(Tensor::toArray).toList();
  }

  private static List<float[]> parameters(Network network) {
    return network.learned().stream().map(Tensor::toArray).toList();
  }
}
