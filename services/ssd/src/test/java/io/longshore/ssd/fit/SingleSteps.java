package io.longshore.ssd.fit;

import ai.djl.ndarray.NDManager;
import io.longshore.ssd.torch.Torch;
import java.util.function.Function;

/** Minimises an objective step by step, on batches of the caller's own. */
public final class SingleSteps implements AutoCloseable {
  private final Objective objective;
  private final Sgd sgd;

  public SingleSteps(Objective objective, Optimization optimization) {
    this.objective = objective;
    this.sgd = new Sgd(objective.learned(), optimization);
  }

  /** One update; returns the loss before it. */
  public float step(Function<NDManager, Batch> batch, double learningRate) {
    return Torch.withoutGradients(
        () -> {
          float loss = loss(batch);
          sgd.step(learningRate);
          return loss;
        });
  }

  private float loss(Function<NDManager, Batch> batch) {
    try (NDManager step = Torch.newManager()) {
      return Torch.differentiate(() -> objective.loss(batch.apply(step)));
    }
  }

  @Override
  public void close() {
    sgd.close();
  }
}
