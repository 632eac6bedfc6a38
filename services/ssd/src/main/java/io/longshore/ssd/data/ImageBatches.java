package io.longshore.ssd.data;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Draws views of a training set's images into one direct buffer, which becomes a tensor without a
 * copy.
 *
 * <p>The buffer is used again by the next draw: whoever wraps it must be done with it by then.
 */
public final class ImageBatches {
  private final TrainingSet examples;
  private final Canvas canvas;
  private final ByteBuffer batch;

  public ImageBatches(TrainingSet examples, int largestBatch) {
    this.examples = examples;
    this.canvas = new Canvas(examples.shape());
    this.batch =
        ByteBuffer.allocateDirect(Math.multiplyExact(largestBatch, examples.shape().bytes()));
  }

  /** One view of each of the images named, as (image, row, column, channel) bytes. */
  public ByteBuffer draw(int[] images, Augmentation augmentation, SplittableRandom random) {
    batch.clear();
    for (int image : images) {
      augmentation.draw(examples.pixels(), image * examples.shape().bytes(), canvas, random);
      batch.put(canvas.pixels());
    }
    return batch.flip();
  }
}
