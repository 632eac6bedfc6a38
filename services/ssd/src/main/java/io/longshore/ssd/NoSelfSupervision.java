package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import java.util.List;

/** No second task: stage I learns the classes only. To see what a task is worth. */
public record NoSelfSupervision() implements SelfSupervision {

  @Override
  public List<Augmentation> views() {
    return List.of();
  }

  @Override
  public SelfSupervisedTask begin(ResNet encoder, long seed) {
    return new Nothing();
  }

  private record Nothing() implements SelfSupervisedTask {
    @Override
    public List<Tensor> learned() {
      return List.of();
    }

    @Override
    public List<Tensor> state() {
      return List.of();
    }

    @Override
    public NDArray loss(NDArray f, Batch batch, Mixture mixture) {
      return Losses.none(batch.step());
    }

    @Override
    public void close() {}
  }
}
