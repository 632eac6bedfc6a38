package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The loss of stage III, {@code L_III = CE(h + tau log prior, y) + KD(u, t)}; both heads send
 * gradients into f'.
 */
final class HardAndSoft implements Objective, AutoCloseable {
  private final SelfDistillation parameters;
  private final ResNet teacher; // f
  private final LinearLayer rebalanced; // s * (W, b)
  private final ResNet encoder; // f'
  private final LinearLayer hard; // W_h, b_h
  private final LinearLayer soft; // W_s, b_s
  private final NDManager manager;
  private final NDArray adjustment; // tau log(n_c / n), (classes)

  HardAndSoft(
      SelfDistillation parameters,
      Teacher teacher,
      ResNet encoder,
      LinearLayer hard,
      LinearLayer soft,
      int[] counts) {
    this.parameters = parameters;
    this.teacher = teacher.encoder();
    this.rebalanced = LinearLayer.of("teacher", teacher.rebalanced(), encoder.compute().device());
    this.encoder = encoder;
    this.hard = hard;
    this.soft = soft;
    this.manager = Torch.newManager(encoder.compute().device());
    this.adjustment = manager.create(adjustment(counts, parameters.priorStrength()));
  }

  /** A class without images is adjusted by 0: cross-entropy then pushes it away, as it should. */
  static float[] adjustment(int[] counts, double strength) {
    double images = Arrays.stream(counts).sum();
    float[] adjustment = new float[counts.length];
    for (int c = 0; c < counts.length; c++) {
      adjustment[c] = counts[c] == 0 ? 0 : (float) (strength * Math.log(counts[c] / images));
    }
    return adjustment;
  }

  @Override
  public List<Tensor> learned() {
    return Stream.of(encoder, hard, soft).flatMap(network -> network.learned().stream()).toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(encoder, hard, soft).flatMap(network -> network.tensors().stream()).toList();
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray x = batch.view(0); // the same view for both
    NDArray t = teach(x); // (batch, classes), without gradient
    NDArray f = encoder.features(x, Mode.TRAIN); // (batch, d)
    NDArray h = hard.forward(f); // (batch, classes)
    NDArray u = soft.forward(f); // (batch, classes)
    NDArray distillation = Losses.distillation(u, t, parameters.temperature());
    return Losses.crossEntropy(h.add(adjustment), batch.labels())
        .add(Losses.times(distillation, parameters.softWeight()));
  }

  private NDArray teach(NDArray x) {
    return Torch.withoutGradients(
        () -> rebalanced.forward(teacher.features(x, parameters.teacher())));
  }

  @Override
  public Stage stage() {
    return Stage.SELF_DISTILLATION;
  }

  @Override
  public List<Augmentation> views() {
    return List.of(parameters.view());
  }

  @Override
  public void close() {
    rebalanced.close();
    manager.close();
  }
}
