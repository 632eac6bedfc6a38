package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.torch.Layout;
import java.nio.ByteBuffer;

/** What a network does to images before its first layer. */
final class Pixels {
  private final Layout layout;
  private final NDArray mean; // (channels)
  private final NDArray perDeviation; // (channels)

  Pixels(NDManager manager, Normalization normalization, Layout layout) {
    this.layout = layout;
    this.mean = manager.create(normalization.means());
    this.perDeviation =
        manager.ones(mean.getShape()).divi(manager.create(normalization.deviations()));
  }

  /** Bytes (count, height, width, channels) as a tensor of {@code step}. */
  static NDArray of(ImageShape image, NDManager step, ByteBuffer bytes, int count) {
    return step.create(
        bytes, new Shape(count, image.height(), image.width(), image.channels()), DataType.UINT8);
  }

  /**
   * uint8 (batch, height, width, channels) -> float32 (batch, channels, height, width).
   *
   * <p>The view that channels-last returns has that shape over memory that stays (batch, height,
   * width, channels). PyTorch keeps that layout through the whole network, which is a quarter
   * faster on a CPU.
   */
  NDArray normalized(NDArray images) {
    try (NDArray x = images.toType(DataType.FLOAT32, true)) {
      NDArray view = x.subi(mean).muli(perDeviation).transpose(0, 3, 1, 2);
      if (layout == Layout.CHANNELS_LAST) {
        return view;
      }
      try (view) {
        NDArray planes = view.getManager().zeros(view.getShape());
        return planes.addi(view);
      }
    }
  }
}
