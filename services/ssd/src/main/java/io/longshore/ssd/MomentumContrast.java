package io.longshore.ssd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ProjectionHead;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link Contrastive} while it is trained. Learned: g. Moved by average only: f_k, g_k. No gradient
 * through a key.
 */
final class MomentumContrast implements SelfSupervisedTask {
  private final Contrastive parameters;
  private final ResNet encoder; // f
  private final ProjectionHead projection; // g
  private final ResNet keyEncoder; // f_k
  private final ProjectionHead keyProjection; // g_k
  private final KeyQueue queue;
  private final MovingAverage average;
  private final KeyChunks chunks;

  MomentumContrast(Contrastive parameters, ResNet encoder, long seed) {
    int d = encoder.spec().featureWidth();
    Device device = encoder.compute().device();
    this.parameters = parameters;
    this.encoder = encoder;
    this.projection = new ProjectionHead(d, parameters.projection(), seed, device);
    this.keyEncoder = encoder.copy();
    this.keyProjection = new ProjectionHead(d, parameters.projection(), seed, device);
    this.queue = new KeyQueue(parameters.queue(), parameters.projection(), seed, device);
    this.average = new MovingAverage(parameters.keyMomentum());
    this.chunks = new KeyChunks(parameters.keyChunks());
  }

  @Override
  public List<Tensor> learned() {
    return projection.learned();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(projection, keyEncoder, keyProjection, queue)
        .flatMap(network -> network.tensors().stream())
        .toList();
  }

  @Override
  public NDArray loss(NDArray f, Batch batch, Mixture mixture) {
    NDArray y = batch.labels(); // (batch)
    NDArray q = projection.forward(f); // (batch, projection)
    NDArray k = keys(batch); // (batch, projection), without gradient
    NDArray earlier = queue.keys(batch.step()); // (queue, projection)
    NDArray classes = queue.labels(batch.step()); // (queue)
    queue.enqueue(k, y);
    double t = parameters.temperature();
    NDArray contrastive =
        mixture.loss(
            rows -> Losses.contrastive(q, rows.apply(k), rows.apply(y), earlier, classes, t));
    return Losses.times(contrastive, parameters.weight());
  }

  private NDArray keys(Batch batch) {
    return Torch.withoutGradients(
        () -> {
          average.update(keyEncoder, encoder);
          average.update(keyProjection, projection);
          NDArray f = // (batch, d)
              chunks.features(
                  batch.view(1), batch.random(), x -> keyEncoder.features(x, Mode.TRAIN));
          return keyProjection.forward(f);
        });
  }

  @Override
  public void close() {
    projection.close();
    keyEncoder.close();
    keyProjection.close();
    queue.close();
  }
}
