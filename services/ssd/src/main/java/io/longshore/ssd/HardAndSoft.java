package io.longshore.ssd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;

/**
 * The loss of stage III, {@code L_III = CE(h + tau log prior, y) + KD(u, t)}; both heads send
 * gradients into f'. After a live model, {@code + KD(h, v)} over the classes it knows.
 */
final class HardAndSoft implements Objective, AutoCloseable {
  private final SelfDistillation parameters;
  private final ResNet teacher; // f
  private final LinearLayer rebalanced; // s * (W, b)
  private final StudentNetwork student; // f', (W_h, b_h), (W_s, b_s)
  private final LogitAdjustment adjustment;
  private final Remembrance remembrance; // v

  HardAndSoft(
      SelfDistillation parameters,
      Teacher teacher,
      StudentNetwork student,
      int[] counts,
      Remembrance remembrance) {
    Device device = student.encoder().compute().device();
    this.parameters = parameters;
    this.teacher = teacher.encoder();
    this.rebalanced = LinearLayer.of("teacher", teacher.rebalanced(), device);
    this.student = student;
    this.adjustment = new LogitAdjustment(counts, parameters.priorStrength(), device);
    this.remembrance = remembrance;
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray y = batch.labels(); // (batch)
    Mixture mixture = parameters.beyond().mixup().draw(batch);
    NDArray x = mixture.images(batch.view(0)); // (batch, height, width, channels)
    NDArray t = teach(x, batch, mixture); // (batch, classes), without gradient
    NDArray f = student.encoder().features(x, Mode.TRAIN); // (batch, d)
    NDArray h = student.hard().forward(f); // (batch, classes)
    NDArray u = student.soft().forward(f); // (batch, classes)
    NDArray adjusted = adjustment.adjusted(h); // (batch, classes)
    NDArray hard = mixture.loss(rows -> Losses.crossEntropy(adjusted, rows.apply(y)));
    NDArray soft = Losses.distillation(u, t, parameters.temperature());
    return hard.add(Losses.times(soft, parameters.softWeight())).add(remembrance.loss(h, x));
  }

  private NDArray teach(NDArray x, Batch batch, Mixture mixture) {
    NDArray seen =
        parameters.beyond().teacherView() == TeacherView.SAME ? x : mixture.images(batch.view(1));
    return Torch.withoutGradients(
        () -> rebalanced.forward(teacher.features(seen, parameters.teacher())));
  }

  @Override
  public Stage stage() {
    return Stage.SELF_DISTILLATION;
  }

  @Override
  public List<Augmentation> views() {
    return parameters.beyond().teacherView().views(parameters.view());
  }

  @Override
  public List<Tensor> learned() {
    return student.learned();
  }

  @Override
  public List<Tensor> state() {
    return student.tensors();
  }

  @Override
  public void close() {
    rebalanced.close();
    adjustment.close();
  }
}
