package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The loss of stage I, {@code L_I = CE(W f(a(x)) + b + tau log prior, y) + L_self}, where L_self is
 * L_con in the paper. It owns everything but f and (W, b).
 *
 * <p>Without a second task it is the loss of a plain classifier, so {@link CrossEntropyControl} is
 * trained by it too, under that stage's name.
 */
final class GuidedFeatures implements Objective, AutoCloseable {
  private final Stage stage;
  private final FeatureLearning parameters;
  private final ResNet encoder; // f
  private final LinearLayer linear; // W, b
  private final SelfSupervisedTask task;
  private final LogitAdjustment adjustment;
  private final Remembrance remembrance;

  GuidedFeatures(
      Stage stage,
      FeatureLearning parameters,
      ResNet encoder,
      LinearLayer linear,
      int[] counts,
      Remembrance remembrance,
      long seed) {
    this.stage = stage;
    this.parameters = parameters;
    this.encoder = encoder;
    this.linear = linear;
    this.task = parameters.selfSupervision().begin(encoder, seed);
    this.adjustment =
        new LogitAdjustment(counts, parameters.priorStrength(), encoder.compute().device());
    this.remembrance = remembrance;
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray y = batch.labels(); // (batch)
    Mixture mixture = parameters.mixup().draw(batch);
    NDArray x = mixture.images(batch.view(0)); // (batch, height, width, channels)
    NDArray f = encoder.features(x, Mode.TRAIN); // (batch, d)
    NDArray z = linear.forward(f); // (batch, classes)
    NDArray adjusted = adjustment.adjusted(z); // (batch, classes)
    NDArray classes = mixture.loss(rows -> Losses.crossEntropy(adjusted, rows.apply(y)));
    return classes.add(task.loss(f, batch, mixture)).add(remembrance.loss(z, x));
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<Augmentation> views() {
    return Stream.concat(
            Stream.of(parameters.query()), parameters.selfSupervision().views().stream())
        .toList();
  }

  @Override
  public List<Tensor> learned() {
    return Stream.of(encoder.learned(), linear.learned(), task.learned())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(encoder.tensors(), linear.tensors(), task.state())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void close() {
    task.close();
    adjustment.close();
  }
}
