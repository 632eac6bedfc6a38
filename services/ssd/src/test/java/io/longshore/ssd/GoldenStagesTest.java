package io.longshore.ssd;

import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.SingleSteps;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole steps of each stage beside PyTorch's. */
class GoldenStagesTest {
  private static final int WIDTH = 8;
  private static final double RATE = 0.1;

  @Test
  void steps_of_stage_one_agree() {
    GoldenFile golden = GoldenFile.open("stage-one");
    try (ResNet encoder = GoldenNetworks.rgb();
        LinearLayer linear = new LinearLayer("linear", WIDTH, GoldenStages.CLASSES, 1);
        GuidedFeatures objective = GoldenStages.guidedFeatures(encoder, linear);
        SingleSteps steps = new SingleSteps(objective, GoldenStages.SGD)) {
      List<Tensor> query = querySide(objective, encoder);
      List<Tensor> key = keySide(objective, query);
      List<Tensor> queue = queue(objective);
      GoldenNetworks.fill(golden, "query.", query);
      GoldenNetworks.fill(golden, "key.", key);
      GoldenNetworks.fill(golden, "", queue);

      for (int i = 0; i < 2; i++) {
        String at = i + ".";
        golden.record(
            at + "loss",
            steps.step(
                step -> GoldenStages.batch(golden, step, at, "images.query", "images.key"), RATE));
        GoldenNetworks.record(golden, at, queue);
        if (i == 0) {
          GoldenNetworks.record(golden, "query.", query);
          GoldenNetworks.record(golden, "key.", key);
        }
      }
    }
    golden.assertAgreement();
  }

  /** What learns, and the statistics of the encoder that learns. */
  private static List<Tensor> querySide(GuidedFeatures objective, ResNet encoder) {
    return objective.state().stream()
        .filter(t -> t.learned() ? isIn(objective.learned(), t) : isIn(encoder.tensors(), t))
        .toList();
  }

  private static List<Tensor> keySide(GuidedFeatures objective, List<Tensor> query) {
    return objective.state().stream()
        .filter(t -> !isIn(query, t) && !isIn(queue(objective), t))
        .toList();
  }

  private static List<Tensor> queue(GuidedFeatures objective) {
    return objective.state().stream().filter(t -> t.name().startsWith("queue.")).toList();
  }

  private static boolean isIn(List<Tensor> tensors, Tensor tensor) {
    return tensors.stream().anyMatch(t -> t.value() == tensor.value());
  }

  @Test
  void stages_two_and_four_agree() {
    GoldenFile golden = GoldenFile.open("weight-scaling");
    TrainingSet examples =
        GoldenStages.examples(golden.given("images").bytes(), golden.given("labels").integers());
    LinearHead head =
        new LinearHead(
            golden.given("linear.weight").floats(), golden.given("linear.bias").floats());
    try (LearnedFeatures features = new LearnedFeatures(GoldenNetworks.rgb(), head)) {
      GoldenNetworks.fill(golden, "", features.encoder().tensors());

      for (int steps : new int[] {1, 2, 6}) {
        try (Teacher teacher = label(features, examples, steps)) {
          golden.record("scales." + steps, teacher.scales());
        }
      }
      LinearHead soft = new LinearHead(new float[head.weight().length], head.bias());
      try (Student student = new Student(features.encoder().copy(), head, soft);
          Teacher teacher = label(features, examples, 1);
          TrainedModel model =
              new ClassifierTuning(GoldenStages.rebalancing(25))
                  .tune(student, teacher, examples, Run.seeded(2))) {
        golden.record("scales.25", model.scales());
        golden.record("scaled.weight", model.servedHead().weight());
        golden.record("scaled.bias", model.servedHead().bias());
      }
    }
    golden.assertAgreement();
  }

  private static Teacher label(LearnedFeatures features, TrainingSet examples, int steps) {
    return new SoftLabelling(GoldenStages.rebalancing(steps))
        .label(features, examples, Run.seeded(1));
  }

  @Test
  void a_step_of_stage_three_agrees() {
    GoldenFile golden = GoldenFile.open("stage-three");
    int[] counts = golden.given("counts").integers();
    LinearHead linear =
        new LinearHead(
            golden.given("teacher.linear.weight").floats(),
            golden.given("teacher.linear.bias").floats());
    try (Teacher teacher =
            new Teacher(GoldenNetworks.rgb(), linear, golden.given("teacher.scales").floats());
        ResNet encoder = GoldenNetworks.rgb();
        LinearLayer hard = new LinearLayer("hard", WIDTH, GoldenStages.CLASSES, 1);
        LinearLayer soft = new LinearLayer("soft", WIDTH, GoldenStages.CLASSES, 2)) {
      GoldenNetworks.fill(golden, "teacher.", teacher.encoder().tensors());
      for (List<Tensor> student : List.of(encoder.tensors(), hard.tensors(), soft.tensors())) {
        GoldenNetworks.fill(golden, "student.", student);
      }

      try (HardAndSoft objective =
              GoldenStages.hardAndSoft(teacher, Mode.EVALUATE, encoder, hard, soft, counts, 0);
          SingleSteps steps = new SingleSteps(objective, GoldenStages.SGD)) {
        golden.record(
            "loss", steps.step(step -> GoldenStages.batch(golden, step, "", "images"), RATE));
        GoldenNetworks.record(golden, "", objective.state());
      }
      try (HardAndSoft adjusted =
              GoldenStages.hardAndSoft(teacher, Mode.EVALUATE, encoder, hard, soft, counts, 1);
          HardAndSoft trained =
              GoldenStages.hardAndSoft(teacher, Mode.TRAIN, encoder, hard, soft, counts, 0)) {
        golden.record("loss.adjusted", loss(golden, adjusted));
        golden.record("loss.teacherTrains", loss(golden, trained));
      }
      GoldenNetworks.record(golden, "teacher.", GoldenNetworks.statistics(teacher.encoder()));
    }
    golden.assertAgreement();
  }

  private static float loss(GoldenFile golden, HardAndSoft objective) {
    return Torch.withoutGradients(
        () -> {
          try (NDManager step = Torch.newManager()) {
            return objective.loss(GoldenStages.batch(golden, step, "", "images")).getFloat();
          }
        });
  }
}
