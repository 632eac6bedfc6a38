package io.longshore.bench.speed;

import io.longshore.ssd.CrossEntropyControl;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.torch.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The loop that every long stage runs, on images of CIFAR's shape: crop and flip, ResNet-32 of 100
 * classes, cross-entropy, backward pass, update. The images are noise, which changes nothing about
 * the speed.
 */
public final class Loop {
  private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
  private static final int CLASSES = 100;

  private final int batch;
  private final TrainingSet examples;

  /**
   * @param steps of a round
   */
  public Loop(int batch, int steps) {
    this.batch = batch;
    int images = batch * steps;
    byte[] pixels = new byte[Math.multiplyExact(images, SHAPE.bytes())];
    new Random(1).nextBytes(pixels);
    this.examples =
        TrainingSet.ofRows(
            SHAPE, CLASSES, pixels, IntStream.range(0, images).map(i -> i % CLASSES).toArray());
  }

  /**
   * Images a second of one round.
   *
   * @param training of whole training steps, after as many to warm up
   * @param forward of encoder and head alone, by running statistics
   */
  public record Round(double training, double forward) {}

  /** Trains a new network for two rounds, and is about the second. */
  public Round round(Compute compute) {
    List<Double> epochs = new ArrayList<>();
    Run run =
        new Run(
            1,
            event -> {
              if (event instanceof EpochFinished epoch) {
                epochs.add(epoch.imagesPerSecond());
              }
            },
            () -> false,
            Checkpoints.NONE);
    CrossEntropyControl loop =
        new CrossEntropyControl(
            Architecture.resNet32(),
            Optimization.sgd(2, batch, 0.1, 5e-4),
            Augmentation.cropAndFlip(4),
            1);
    try (TrainedModel model = loop.on(compute).train(examples, run)) {
      return new Round(epochs.get(epochs.size() - 1), forward(model));
    }
  }

  private double forward(TrainedModel model) {
    model.logits(examples.pixels()); // warms up
    long started = System.nanoTime();
    model.logits(examples.pixels());
    return examples.size() / ((System.nanoTime() - started) / 1e9);
  }
}
