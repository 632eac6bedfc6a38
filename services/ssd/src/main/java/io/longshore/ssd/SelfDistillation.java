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
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

final class SelfDistillation implements Objective, AutoCloseable {

  public record Parameters(Optimization optimization, Augmentation view, double temperature, double softWeight) {}

  private final Parameters parameters;
  private final ResNet teacher; // f
  private final LinearLayer teacherHead; // s * (W, b)
  private final ResNet encoder; // f'
  private final LinearLayer hard; // W_h, b_h
  private final LinearLayer soft; // W_s, b_s

  SelfDistillation(Parameters parameters, Teacher teacher, ResNet encoder, LinearLayer hard, LinearLayer soft) {
    this.parameters = parameters;
    this.teacher = teacher.encoder();
    this.teacherHead = new LinearLayer("teacher", encoder.spec().featureWidth(), teacher.rebalanced().classes(), 0);
    this.teacherHead.startFrom(teacher.rebalanced());
    this.encoder = encoder;
    this.hard = hard;
    this.soft = soft;
  }

  void distil(TrainingSet examples, Run run) {
    new Fit(examples, parameters.optimization(), run).minimise(this);
  }

  @Override
  public NDArray loss(Batch batch) { // L_III = CE(h, y) + KD(u, t)
    NDArray x = batch.view(0);
    NDArray t = Torch.withoutGradients(() -> teacherHead.forward(teacher.features(x, Mode.EVALUATE)));
    NDArray f = encoder.features(x, Mode.TRAIN); // (batch, d)
    NDArray h = hard.forward(f); // (batch, classes)
    NDArray u = soft.forward(f); // (batch, classes)
    return Losses.crossEntropy(h, batch.labels())
        .add(Losses.distillation(u, t, parameters.temperature()).mul((float) parameters.softWeight()));
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
  public List<Tensor> learned() {
    return Stream.of(encoder, hard, soft).map(Network::learned).flatMap(List::stream).toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(encoder, hard, soft).map(Network::tensors).flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    teacherHead.close();
  }
}
