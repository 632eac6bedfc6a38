package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Features of many images by a network that is not being trained, a batch at a time. */
final class Encoding {
  /**
   * Every batch has so many images, the last one filled up: the engine chooses its kernels by the
   * size of the batch, and they round differently.
   */
  static final int BATCH = 64;

  private Encoding() {}

  /**
   * f(x) as (n, d) of images (n, height, width, channels). The same image has the same features to
   * the bit, wherever it comes and whatever images come with it.
   */
  static float[] features(ResNet encoder, byte[] images) {
    NetworkSpec spec = encoder.spec();
    return inBatches(
        images,
        spec.image(),
        spec.featureWidth(),
        (batch, size) -> batch(encoder, batch, size, Mode.EVALUATE));
  }

  /** Rows (size, width) of a batch of images. */
  interface Rows {
    float[] of(ByteBuffer images, int size);
  }

  /** Rows (n, width) of images (n, height, width, channels), by batches. */
  static float[] inBatches(byte[] images, ImageShape image, int width, Rows rows) {
    int bytes = image.bytes();
    if (images.length % bytes != 0) {
      throw new IllegalArgumentException(
          images.length + " bytes are no whole number of images of " + image);
    }
    int count = images.length / bytes;
    float[] all = new float[count * width];
    ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH * bytes);
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      buffer.clear().put(images, from * bytes, size * bytes);
      float[] batch = rows.of(buffer.clear(), BATCH);
      System.arraycopy(batch, 0, all, from * width, size * width);
    }
    return all;
  }

  /** f(x) as (size, d) of one batch; in train mode the running statistics move. */
  static float[] batch(ResNet encoder, ByteBuffer images, int size, Mode mode) {
    return Torch.evaluate(
        () -> {
          try (NDManager step = Torch.newManager(encoder.compute().device());
              NDArray x = encoder.images(step, images, size)) {
            return encoder.features(x, mode).toFloatArray();
          }
        });
  }

  /** Tells of the activations of every batch; those of images that only fill it up are left out. */
  static void watchActivations(
      ResNet encoder, byte[] images, TrainedModel.ActivationWatcher watcher) {
    int bytes = encoder.spec().image().bytes();
    if (images.length % bytes != 0) {
      throw new IllegalArgumentException(
          images.length + " bytes are no whole number of images of " + encoder.spec().image());
    }
    int count = images.length / bytes;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH * bytes);
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      buffer.clear().put(images, from * bytes, size * bytes);
      showBatch(encoder, buffer.clear(), size, watcher);
    }
  }

  private static void showBatch(
      ResNet encoder, ByteBuffer images, int size, TrainedModel.ActivationWatcher watcher) {
    var seen = new AtomicInteger();
    var unused =
        Torch.evaluate(
            () -> {
              try (NDManager step = Torch.newManager(encoder.compute().device());
                  NDArray x = encoder.images(step, images, BATCH)) {
                encoder.showActivations(
                    x,
                    activation -> {
                      float[] values = activation.toFloatArray();
                      watcher.saw(
                          seen.getAndIncrement(),
                          Arrays.copyOf(values, values.length / BATCH * size));
                    });
                return seen.get();
              }
            });
  }
}
