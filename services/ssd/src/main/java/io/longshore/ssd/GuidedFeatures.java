package io.longshore.ssd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ProjectionHead;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

/**
 * The loss of stage I, {@code L_I = CE(W f(a(x)) + b, y) + L_con}. It owns everything but f and (W,
 * b).
 */
final class GuidedFeatures implements Objective, AutoCloseable {
  private final FeatureLearning parameters;
  private final ResNet encoder; // f
  private final LinearLayer linear; // W, b
  private final ProjectionHead projection; // g
  private final ResNet keyEncoder; // f_k
  private final ProjectionHead keyProjection; // g_k
  private final KeyQueue queue;
  private final MovingAverage average;

  GuidedFeatures(FeatureLearning parameters, ResNet encoder, LinearLayer linear, long seed) {
    int d = encoder.spec().featureWidth();
    Device device = encoder.compute().device();
    this.parameters = parameters;
    this.encoder = encoder;
    this.linear = linear;
    this.projection = new ProjectionHead(d, parameters.projection(), seed, device);
    this.keyEncoder = encoder.copy();
    this.keyProjection = new ProjectionHead(d, parameters.projection(), seed, device);
    this.queue = new KeyQueue(parameters.queue(), parameters.projection(), seed, device);
    this.average = new MovingAverage(parameters.keyMomentum());
  }

  @Override
  public List<Tensor> learned() {
    return Stream.of(encoder, linear, projection)
        .flatMap(network -> network.learned().stream())
        .toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(encoder, linear, projection, keyEncoder, keyProjection, queue)
        .flatMap(network -> network.tensors().stream())
        .toList();
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray y = batch.labels(); // (batch)
    NDArray k = keys(batch); // (batch, projection), without gradient
    NDArray f = encoder.features(batch.view(0), Mode.TRAIN); // (batch, d)
    NDArray q = projection.forward(f); // (batch, projection)
    NDArray z = linear.forward(f); // (batch, classes)
    NDArray earlier = queue.keys(batch.step()); // (queue, projection)
    NDArray classes = queue.labels(batch.step()); // (queue)
    queue.enqueue(k, y);
    NDArray contrastive = Losses.contrastive(q, k, y, earlier, classes, parameters.temperature());
    return Losses.crossEntropy(z, y).add(Losses.times(contrastive, parameters.contrastiveWeight()));
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
  public void close() {
    projection.close();
    keyEncoder.close();
    keyProjection.close();
    queue.close();
  }
}
