package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.Network;
import io.longshore.ssd.net.ProjectionHead;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage I, self-supervision guided feature learning: the encoder learns the classes and, beside them, to tell each
 * image from those of other classes, which needs no balance.
 *
 * <p>Trained: f, (W, b), g. Moved by average only: f_k, g_k. Sampler: instance-balanced.
 */
final class FeatureLearning implements Objective, AutoCloseable {

  /**
   * @param query the view that is classified and asks
   * @param key the view that answers, stronger
   * @param queue keys remembered
   * @param keyMomentum m of the moving average
   * @param temperature t of the contrastive loss
   * @param width of the projection g
   */
  public record Parameters(
      Optimization optimization,
      Augmentation query,
      Augmentation key,
      int queue,
      double keyMomentum,
      double temperature,
      int width) {}

  private final Parameters parameters;
  private final ResNet encoder; // f
  private final LinearLayer linear; // W, b
  private final ProjectionHead projection; // g
  private final ResNet keyEncoder; // f_k
  private final ProjectionHead keyProjection; // g_k
  private final KeyQueue queue;
  private final MovingAverage average;

  FeatureLearning(Parameters parameters, ResNet encoder, LinearLayer linear, long seed) {
    int d = encoder.spec().featureWidth();
    this.parameters = parameters;
    this.encoder = encoder;
    this.linear = linear;
    this.projection = new ProjectionHead(d, parameters.width(), seed);
    this.keyEncoder = encoder.copy();
    this.keyProjection = new ProjectionHead(d, parameters.width(), seed);
    this.queue = new KeyQueue(parameters.queue(), parameters.width(), seed);
    this.average = new MovingAverage(parameters.keyMomentum());
  }

  /** Learns in place. */
  void learn(TrainingSet examples, Run run) {
    new Fit(examples, parameters.optimization(), run).minimise(this);
  }

  @Override
  public NDArray loss(Batch batch) { // L_I = CE + L_con
    NDArray y = batch.labels();
    NDArray k = keys(batch); // (batch, width), without gradient
    NDArray f = encoder.features(batch.view(0), Mode.TRAIN); // (batch, d)
    NDArray q = projection.forward(f); // (batch, width)
    NDArray z = linear.forward(f); // (batch, classes)
    NDArray contrastive =
        Losses.contrastive(
            q, k, y, queue.keys(batch.step()), queue.labels(batch.step()), parameters.temperature());
    queue.enqueue(k, y);
    return Losses.crossEntropy(z, y).add(contrastive);
  }

  private NDArray keys(Batch batch) {
    return Torch.withoutGradients(
        () -> {
          average.update(keyEncoder, encoder);
          average.update(keyProjection, projection);
          return keyProjection.forward(keyEncoder.features(batch.view(1), Mode.TRAIN));
        });
  }

  @Override
  public Stage stage() {
    return Stage.FEATURE_LEARNING;
  }

  @Override
  public List<Augmentation> views() {
    return List.of(parameters.query(), parameters.key());
  }

  @Override
  public List<Tensor> learned() {
    return Stream.of(encoder, linear, projection).map(Network::learned).flatMap(List::stream).toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.concat(
            Stream.of(encoder, linear, projection, keyEncoder, keyProjection)
                .map(Network::tensors)
                .flatMap(List::stream),
            queue.tensors().stream())
        .toList();
  }

  @Override
  public void close() {
    projection.close();
    keyEncoder.close();
    keyProjection.close();
    queue.close();
  }
}
