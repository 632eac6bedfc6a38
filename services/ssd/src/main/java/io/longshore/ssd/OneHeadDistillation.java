package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage III without its second head, to see what the second is worth: one head learns the labels
 * and the teacher's answers at once, {@code w CE(z, y) + KD(z, t)}.
 *
 * @param like view, temperature, weight of KD and schedule of the stage it stands beside
 * @param hardWeight w
 */
record OneHeadDistillation(SelfDistillation like, double hardWeight) {

  OneHeadDistillation {
    if (!(hardWeight >= 0)) {
      throw new IllegalArgumentException("a weight must not be negative: " + hardWeight);
    }
  }

  TrainedModel distil(Teacher from, TrainingSet examples, StartingPoint origin, Run run) {
    return run.timed(
        Stage.SELF_DISTILLATION,
        () -> {
          long seed = run.seedOf(Stage.SELF_DISTILLATION);
          StartingPoint begin =
              like.start() == StudentStart.FRESH ? origin : from.asStartingPoint();
          try (ResNet encoder = begin.encoder(seed);
              LinearLayer head = begin.head("hard", examples.classes(), seed);
              LinearLayer rebalanced =
                  LinearLayer.of("teacher", from.rebalanced(), encoder.compute().device())) {
            new Fit(examples, like.optimization(), run)
                .minimise(new Loss(this, from.encoder(), rebalanced, encoder, head));
            return TrainedModel.unscaled(encoder.copy(), head.head());
          }
        });
  }

  private record Loss(
      OneHeadDistillation parameters,
      ResNet teacher,
      LinearLayer rebalanced,
      ResNet encoder,
      LinearLayer head)
      implements Objective {

    @Override
    public NDArray loss(Batch batch) {
      NDArray x = batch.view(0); // the same view for both
      NDArray t = // (batch, classes), without gradient
          Torch.withoutGradients(
              () -> rebalanced.forward(teacher.features(x, parameters.like().teacher())));
      NDArray z = head.forward(encoder.features(x, Mode.TRAIN)); // (batch, classes)
      NDArray hard = Losses.crossEntropy(z, batch.labels());
      NDArray soft = Losses.distillation(z, t, parameters.like().temperature());
      return Losses.times(hard, parameters.hardWeight())
          .add(Losses.times(soft, parameters.like().softWeight()));
    }

    @Override
    public Stage stage() {
      return Stage.SELF_DISTILLATION;
    }

    @Override
    public List<Augmentation> views() {
      return List.of(parameters.like().view());
    }

    @Override
    public List<Tensor> learned() {
      return Stream.of(encoder, head).flatMap(network -> network.learned().stream()).toList();
    }

    @Override
    public List<Tensor> state() {
      return Stream.of(encoder, head).flatMap(network -> network.tensors().stream()).toList();
    }
  }
}
