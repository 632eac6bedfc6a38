package io.longshore.ssd.fit;

import ai.djl.Device;
import io.longshore.ssd.data.InstanceBalanced;
import io.longshore.ssd.data.Sampler;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.io.UncheckedIOException;
import java.util.List;
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
          Device device = objective.learned().get(0).value().getDevice();
          try (Sgd sgd = new Sgd(objective.learned(), optimization);
              Loading loading =
                  new Loading(examples, objective.views(), batch, threadsBeside(device))) {
            minimise(objective, sgd, loading, new Gradient(examples, objective, device, run));
          }
          return objective;
        });
  }

  /** A CPU computes itself, so one thread ahead is enough; a GPU leaves all processors free. */
  private static int threadsBeside(Device device) {
    return device.isGpu() ? Math.max(1, Runtime.getRuntime().availableProcessors() - 1) : 1;
  }

  private void minimise(Objective objective, Sgd sgd, Loading loading, Gradient gradient) {
    List<Tensor> state =
        Stream.concat(objective.state().stream(), sgd.velocities().stream()).toList();
    int first = run.checkpoints().restore(objective.stage(), state, run.listener()).orElse(0);
    if (first > 0) {
      run.listener().on(new TrainingEvent.Resumed(objective.stage(), first));
    }
    for (int epoch = first; epoch < optimization.epochs(); epoch++) {
      long started = System.nanoTime();
      double loss = epoch(objective, sgd, loading, gradient, epoch);
      save(objective.stage(), epoch + 1, state);
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

  /** A disk that is full must not end a training: the checkpoint before stays. */
  private void save(Stage stage, int epochsDone, List<Tensor> state) {
    try {
      run.checkpoints().save(stage, epochsDone, state);
    } catch (UncheckedIOException e) {
      run.listener()
          .on(
              new TrainingEvent.CheckpointNotSaved(
                  stage, epochsDone, e.getMessage() + ": " + e.getCause()));
    }
  }

  private double epoch(
      Objective objective, Sgd sgd, Loading loading, Gradient gradient, int epoch) {
    loading.begin(
        sampler.epoch(run.random(objective.stage(), epoch)),
        step -> run.random(objective.stage(), epoch, step));
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      if (run.cancelled().getAsBoolean()) {
        throw new TrainingCancelledException(objective.stage(), epoch);
      }
      Loading.Drawn drawn = loading.take();
      double rate = optimization.learningRateAt(epoch + (double) step / steps);
      float loss = Torch.uninterrupted(() -> step(gradient, drawn, sgd, rate));
      if (!Float.isFinite(loss)) {
        throw new LossNotFiniteException(objective.stage(), epoch, step, loss, drawn.images());
      }
      sum += loss;
      if (step == steps - 1 && !objective.learned().stream().allMatch(Fit::isFinite)) {
        throw new LossNotFiniteException(objective.stage(), epoch, step, Float.NaN, drawn.images());
      }
    }
    return sum / steps;
  }

  private static float step(Gradient gradient, Loading.Drawn drawn, Sgd sgd, double rate) {
    float loss = gradient.add(drawn, sgd);
    if (Float.isFinite(loss)) {
      sgd.step(rate);
    }
    return loss;
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
}
