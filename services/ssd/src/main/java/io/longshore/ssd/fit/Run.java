package io.longshore.ssd.fit;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What all stages of one training share.
 *
 * @param seed of everything random
 * @param listener is told about epochs and stages
 * @param cancelled is asked before every step
 * @param checkpoints keep the state after each epoch
 */
public record Run(
    long seed, ProgressListener listener, BooleanSupplier cancelled, Checkpoints checkpoints) {

  /** A run by a seed alone: silent, unstoppable, without checkpoints. */
  public static Run seeded(long seed) {
    return new Run(seed, ProgressListener.SILENT, () -> false, Checkpoints.NONE);
  }

  /** Does the work of a stage and reports how long it took. */
  public <T> T timed(Stage stage, Supplier<T> work) {
    long started = System.nanoTime();
    T result = work.get();
    listener.on(
        new TrainingEvent.StageFinished(stage, Duration.ofNanos(System.nanoTime() - started)));
    return result;
  }

  /** The random stream of one epoch, which orders its images: the same after a restart. */
  public SplittableRandom random(Stage stage, int epoch) {
    return new SplittableRandom(seedOf(stage) + 0x9E3779B97F4A7C15L * (epoch + 1));
  }

  /** The random stream of one step. */
  public SplittableRandom random(Stage stage, int epoch, int step) {
    return new SplittableRandom(
        seedOf(stage) + 0x9E3779B97F4A7C15L * (epoch + 1) + 0xBF58476D1CE4E5B9L * (step + 1));
  }

  /** Seed of the parameters that a stage makes. */
  public long seedOf(Stage stage) {
    return new SplittableRandom(seed + 31L * stage.name().hashCode()).nextLong();
  }
}
