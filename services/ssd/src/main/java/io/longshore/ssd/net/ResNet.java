package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The encoder f: bytes of images in, features out. A residual network: a stem, blocks, and the mean
 * over all pixels, for any extent and one or three channels.
 *
 * <p>Every activation is closed as soon as the next one exists. PyTorch itself holds on to what the
 * backward pass needs, so this is safe in training and keeps evaluation at a few activations' worth
 * of memory.
 */
public final class ResNet implements Network {
  private final NetworkSpec spec;
  private final Compute compute;
  private final NDManager manager;
  private final NDArray one; // (1, 1), promotes what autocast lowered, and has a gradient
  private final Pixels pixels;
  private final Stem stem;
  private final List<Block> blocks;

  /** A network with random parameters, the same for the same seed. */
  public ResNet(NetworkSpec spec, long seed) {
    this(spec, seed, Compute.CPU);
  }

  /** The same, its tensors on the device of {@code compute}. */
  public ResNet(NetworkSpec spec, long seed, Compute compute) {
    this.spec = spec;
    this.compute = compute;
    this.manager = Torch.newManager(compute.device());
    this.one = manager.ones(new Shape(1, 1));
    this.pixels = new Pixels(manager, spec.normalization(), compute.layout());
    Initialization start = new Initialization(manager, spec.architecture().fan(), seed);
    this.stem = spec.architecture().stem(start, spec.image().channels());
    this.blocks = spec.architecture().blocks(start);
  }

  /**
   * f(x). Takes uint8 images (batch, height, width, channels), gives float32 features (batch, d).
   */
  public NDArray features(NDArray images, Mode mode) {
    try (NDArray x = pixels.normalized(images);
        NDArray pooled = Torch.inPrecision(compute, () -> pooled(x, mode))) {
      return pooled.mul(one);
    }
  }

  /**
   * Shows every activation (batch, channels, height, width) that comes of uint8 images (batch,
   * height, width, channels), in the order of {@link Activations}.
   */
  public void showActivations(NDArray images, Consumer<NDArray> watcher) {
    try (NDArray x = pixels.normalized(images)) {
      new Activations(watcher).show(x, stem, blocks);
    }
  }

  private NDArray pooled(NDArray x, Mode mode) {
    NDArray h = stem.forward(x, mode);
    for (Block block : blocks) {
      try (NDArray input = h) {
        h = block.forward(input, mode);
      }
    }
    try (NDArray last = h) {
      return Pool.globalAvgPool2d(last);
    }
  }

  /** A network of the same values that shares nothing with this one. */
  public ResNet copy() {
    return copyOn(compute);
  }

  /** The same on another device, or in another precision. */
  public ResNet copyOn(Compute other) {
    ResNet copy = new ResNet(spec, 0, other);
    copy.copyFrom(this);
    return copy;
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** Where its tensors lie and how it computes. */
  public Compute compute() {
    return compute;
  }

  public Stem stem() {
    return stem;
  }

  public List<Block> blocks() {
    return blocks;
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.concat(
            stem.convolution().tensors().stream(), blocks.stream().flatMap(Block::tensors))
        .toList();
  }

  /**
   * Takes images from memory: (count, height, width, channels) bytes become a tensor of {@code
   * step}.
   */
  public NDArray images(NDManager step, ByteBuffer bytes, int count) {
    return Pixels.of(spec.image(), step, bytes, count);
  }

  @Override
  public void close() {
    manager.close();
  }
}
