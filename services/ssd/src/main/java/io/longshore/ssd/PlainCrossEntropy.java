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

/** {@code CE(W f(a(x)) + b, y)} and nothing else. */
record PlainCrossEntropy(ResNet encoder, LinearLayer linear, Augmentation view)
    implements Objective {

  @Override
  public List<Tensor> learned() {
    return Stream.of(encoder, linear).flatMap(network -> network.learned().stream()).toList();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(encoder, linear).flatMap(network -> network.tensors().stream()).toList();
  }

  @Override
  public NDArray loss(Batch batch) {
    NDArray f = encoder.features(batch.view(0), Mode.TRAIN); // (batch, d)
    return Losses.crossEntropy(linear.forward(f), batch.labels());
  }

  @Override
  public Stage stage() {
    return Stage.CROSS_ENTROPY_CONTROL;
  }

  @Override
  public List<Augmentation> views() {
    return List.of(view);
  }
}
