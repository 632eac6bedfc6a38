package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
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
  private final NDManager manager;
  private final NDArray mean; // (channels)
  private final NDArray perDeviation; // (channels)
  private final ConvolutionNorm stem;
  private final List<BasicBlock> blocks;

  /** A network with random parameters, the same for the same seed. */
  public ResNet(NetworkSpec spec, long seed) {
    this.spec = spec;
    this.manager = Torch.newManager();
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

  /** f(x). Takes uint8 images (batch, height, width, channels), gives features (batch, d). */
  public NDArray features(NDArray images, Mode mode) {
    NDArray h;
    try (NDArray x = normalized(images);
        NDArray a = stem.forward(x, mode)) {
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
   * The view that this returns is (batch, channels, height, width) over memory that stays (batch,
   * height, width, channels). PyTorch keeps that layout through the whole network, which is a
   * quarter faster on a CPU.
   */
  private NDArray normalized(NDArray images) {
    try (NDArray x = images.toType(DataType.FLOAT32, true)) {
      return x.subi(mean).muli(perDeviation).transpose(0, 3, 1, 2);
    }
  }

  /** A network of the same values that shares nothing with this one. */
  public ResNet copy() {
    ResNet copy = new ResNet(spec, 0);
    copy.copyFrom(this);
    return copy;
  }

  public NetworkSpec spec() {
    return spec;
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
