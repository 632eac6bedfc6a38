package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The encoder f: bytes of images in, features out. A residual network of the CIFAR family (He et
 * al., 2016, section 4.2), for any extent and one or three channels.
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
  private final NDArray mean; // (channels)
  private final NDArray perDeviation; // (channels)
  private final ConvolutionNorm stem;
  private final List<BasicBlock> blocks;

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
    this.mean = manager.create(spec.normalization().means());
    this.perDeviation =
        manager.ones(mean.getShape()).divi(manager.create(spec.normalization().deviations()));
    List<Integer> widths = spec.architecture().widths();
    this.stem =
        new ConvolutionNorm(
            manager,
            "stem",
            spec.image().channels(),
            widths.get(0),
            spec.architecture().stemStride(),
            seed);
    this.blocks = new ArrayList<>();
    int in = widths.get(0);
    for (int group = 0; group < widths.size(); group++) {
      for (int i = 0; i < spec.architecture().blocksPerGroup(); i++) {
        int stride = group > 0 && i == 0 ? 2 : 1;
        blocks.add(
            new BasicBlock(
                manager, "group" + group + ".block" + i, in, widths.get(group), stride, seed));
        in = widths.get(group);
      }
    }
  }

  /**
   * f(x). Takes uint8 images (batch, height, width, channels), gives float32 features (batch, d).
   */
  public NDArray features(NDArray images, Mode mode) {
    try (NDArray x = normalized(images);
        NDArray pooled = Torch.inPrecision(compute, () -> pooled(x, mode))) {
      return pooled.mul(one);
    }
  }

  private NDArray pooled(NDArray x, Mode mode) {
    NDArray h;
    try (NDArray a = stem.forward(x, mode)) {
      h = Activation.relu(a);
    }
    for (BasicBlock block : blocks) {
      try (NDArray input = h) {
        h = block.forward(input, mode);
      }
    }
    try (NDArray last = h) {
      return Pool.globalAvgPool2d(last);
    }
  }

  /**
   * The view that channels-last returns is (batch, channels, height, width) over memory that stays
   * (batch, height, width, channels). PyTorch keeps that layout through the whole network, which is
   * a quarter faster on a CPU.
   */
  private NDArray normalized(NDArray images) {
    try (NDArray x = images.toType(DataType.FLOAT32, true)) {
      NDArray view = x.subi(mean).muli(perDeviation).transpose(0, 3, 1, 2);
      if (compute.layout() == Layout.CHANNELS_LAST) {
        return view;
      }
      try (view) {
        NDArray planes = view.getManager().zeros(view.getShape());
        return planes.addi(view);
      }
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

  public ConvolutionNorm stem() {
    return stem;
  }

  public List<BasicBlock> blocks() {
    return List.copyOf(blocks);
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.concat(stem.tensors().stream(), blocks.stream().flatMap(BasicBlock::tensors))
        .toList();
  }

  /**
   * Takes images from memory: (count, height, width, channels) bytes become a tensor of {@code
   * step}.
   */
  public NDArray images(NDManager step, ByteBuffer bytes, int count) {
    return step.create(
        bytes,
        new Shape(count, spec.image().height(), spec.image().width(), spec.image().channels()),
        DataType.UINT8);
  }

  @Override
  public void close() {
    manager.close();
  }
}
