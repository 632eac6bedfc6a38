package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.ExpertNetwork;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss of experts with logits z_e that the ensemble teaches, {@code sum_e CE(a_e, y) + w
 * KD(a_e, a)}, where {@code a_e = z_e + tau_e log prior} and a is the mean of all a_e.
 *
 * <p>Teaching goes by a_e, not by z_e: whatever its tau, an expert's a_e speaks of the training
 * distribution, so that all of them can agree while their z_e stay apart.
 */
final class ExpertLoss implements Objective, AutoCloseable {
  private final Experts parameters;
  private final ExpertNetwork network;
  private final List<LogitAdjustment> adjustments;

  ExpertLoss(Experts parameters, ExpertNetwork network, int[] counts) {
    this.parameters = parameters;
    this.network = network;
    this.adjustments =
        parameters.priorStrengths().stream()
            .map(tau -> new LogitAdjustment(counts, tau, network.compute().device()))
            .toList();
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray y = batch.labels(); // (batch)
    Mixture mixture = parameters.mixup().draw(batch);
    NDArray x = mixture.images(batch.view(0)); // (batch, height, width, channels)
    List<NDArray> opinions = adjusted(network.logits(x, Mode.TRAIN)); // each (batch, classes)
    NDArray together = Torch.withoutGradients(() -> mean(opinions)); // (batch, classes)
    NDArray sum = Losses.none(batch.step());
    for (NDArray a : opinions) {
      NDArray hard = mixture.loss(rows -> Losses.crossEntropy(a, rows.apply(y)));
      NDArray soft = Losses.distillation(a, together, parameters.temperature());
      sum = sum.add(hard).add(Losses.times(soft, parameters.ensembleWeight()));
    }
    return sum;
  }

  private List<NDArray> adjusted(List<NDArray> logits) {
    List<NDArray> adjusted = new ArrayList<>();
    for (int e = 0; e < logits.size(); e++) {
      adjusted.add(adjustments.get(e).adjusted(logits.get(e)));
    }
    return adjusted;
  }

  private static NDArray mean(List<NDArray> logits) {
    return Losses.times(logits.stream().reduce(NDArray::add).orElseThrow(), 1.0 / logits.size());
  }

  @Override
  public Stage stage() {
    return Stage.EXPERTS;
  }

  @Override
  public List<Augmentation> views() {
    return List.of(parameters.view());
  }

  @Override
  public List<Tensor> learned() {
    return network.learned();
  }

  @Override
  public List<Tensor> state() {
    return network.tensors();
  }

  @Override
  public void close() {
    adjustments.forEach(LogitAdjustment::close);
  }
}
