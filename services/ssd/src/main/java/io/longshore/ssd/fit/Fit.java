package io.longshore.ssd.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageBatches;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.InstanceBalanced;
import io.longshore.ssd.data.Sampler;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The epoch loop: instance-balanced batches, loss, backward pass, update; a checkpoint after each
 * epoch.
 *
 * <p>Native memory stays flat because whatever a step makes hangs on one manager that ends with the
 * step.
 */
public final class Fit {
  private final TrainingSet examples;
  private final Optimization optimization;
  private final Run run;
  private final Sampler sampler;
  private final int batch;
  private final int steps;

  public Fit(TrainingSet examples, Optimization optimization, Run run) {
    this.examples = examples;
    this.optimization = optimization;
    this.run = run;
    this.sampler = new InstanceBalanced(examples.size());
    this.batch = Math.min(optimization.batch(), examples.size());
    this.steps = examples.size() / batch;
  }

  /** Minimises the objective in place, from its checkpoint where there is one. */
  public void minimise(Objective objective) {
    Torch.withoutGradients(
        () -> {
          try (Sgd sgd = new Sgd(objective.learned(), optimization)) {
            minimise(objective, sgd);
          }
          return objective;
        });
  }

  private void minimise(Objective objective, Sgd sgd) {
    List<Tensor> state =
        Stream.concat(objective.state().stream(), sgd.velocities().stream()).toList();
    int first = run.checkpoints().restore(objective.stage(), state, run.listener()).orElse(0);
    if (first > 0) {
      run.listener().on(new TrainingEvent.Resumed(objective.stage(), first));
    }
    List<ImageBatches> buffers =
        objective.views().stream().map(view -> new ImageBatches(examples, batch)).toList();
    for (int epoch = first; epoch < optimization.epochs(); epoch++) {
      long started = System.nanoTime();
      double loss = epoch(objective, sgd, buffers, epoch);
      run.checkpoints().save(objective.stage(), epoch + 1, state);
      double seconds = (System.nanoTime() - started) / 1e9;
      run.listener()
          .on(
              new TrainingEvent.EpochFinished(
                  objective.stage(),
                  epoch + 1,
                  optimization.epochs(),
                  loss,
                  optimization.learningRateAt(epoch),
                  steps * batch / seconds));
    }
  }

  private double epoch(Objective objective, Sgd sgd, List<ImageBatches> buffers, int epoch) {
    SplittableRandom random = run.random(objective.stage(), epoch);
    int[] order = sampler.epoch(random);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      if (run.cancelled().getAsBoolean()) {
        throw new TrainingCancelledException(objective.stage(), epoch);
      }
      int[] images = Arrays.copyOfRange(order, step * batch, (step + 1) * batch);
      float loss = gradient(objective, buffers, images, random);
      if (!Float.isFinite(loss)) {
        throw new LossNotFiniteException(objective.stage(), epoch, step, loss);
      }
      sgd.step(optimization.learningRateAt(epoch + (double) step / steps));
      sum += loss;
    }
    if (!objective.learned().stream().allMatch(Fit::isFinite)) {
      throw new LossNotFiniteException(objective.stage(), epoch, steps - 1, Float.NaN);
    }
    return sum / steps;
  }

  /** A checkpoint must not keep what the next loss would show to be broken. */
  private static boolean isFinite(Tensor tensor) {
    for (float value : tensor.toArray()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private float gradient(
      Objective objective, List<ImageBatches> buffers, int[] images, SplittableRandom random) {
    try (NDManager step = Torch.newManager()) {
      List<NDArray> views = new ArrayList<>();
      for (int v = 0; v < buffers.size(); v++) {
        ByteBuffer bytes = buffers.get(v).draw(images, objective.views().get(v), random);
        views.add(step.create(bytes, shape(images.length), DataType.UINT8));
      }
      long[] labels = Arrays.stream(images).mapToLong(examples::label).toArray();
      Batch batchOfStep = new Batch(step, views, step.create(labels), random);
      return Torch.differentiate(() -> objective.loss(batchOfStep));
    }
  }

  private Shape shape(int images) {
    ImageShape image = examples.shape();
    return new Shape(images, image.height(), image.width(), image.channels());
  }
}
