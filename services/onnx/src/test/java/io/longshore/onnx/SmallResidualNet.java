package io.longshore.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** A residual net of DJL blocks with random numbers in every parameter, statistics included. */
final class SmallResidualNet {
  static final int HEIGHT = 11;
  static final int WIDTH = 9;
  static final int CHANNELS = 3;
  static final int IMAGE_BYTES = HEIGHT * WIDTH * CHANNELS;

  private static final float[] MEAN = {120, 100, 90};
  private static final float[] DEVIATION = {60, 50, 70};
  private static final double EPSILON = 1e-5;
  private static final int NARROW = 8;
  private static final int WIDE = 12;
  private static final int CLASSES = 7;

  private final NDManager manager;
  private final Random random;
  private final Pair stem = new Pair(NARROW, 1);
  private final Pair first = new Pair(NARROW, 1);
  private final Pair second = new Pair(NARROW, 1);
  private final Pair third = new Pair(WIDE, 2);
  private final Pair fourth = new Pair(WIDE, 1);
  private final Linear head = Linear.builder().setUnits(CLASSES).build();

  SmallResidualNet(NDManager manager, long seed) {
    this.manager = manager;
    this.random = new Random(seed);
    stem.initialize(CHANNELS);
    first.initialize(NARROW);
    second.initialize(NARROW);
    third.initialize(NARROW);
    fourth.initialize(WIDE);
    initialize(head, new Shape(1, WIDE));
  }

  byte[] toOnnx() {
    return written(new OnnxBackbone(HEIGHT, WIDTH, CHANNELS, MEAN, DEVIATION));
  }

  byte[] toInt8Onnx(List<ActivationRange> ranges) {
    return written(OnnxBackbone.int8(HEIGHT, WIDTH, CHANNELS, MEAN, DEVIATION, ranges));
  }

  private byte[] written(OnnxBackbone backbone) {
    return backbone
        .stem(stem.folded())
        .block(List.of(first.folded(), second.folded()))
        .block(
            List.of(third.folded(), fourth.folded()),
            Convolution.shortcut(NARROW, WIDE, (WIDE - NARROW) / 2, 2))
        .toBytes();
  }

  float[] features(byte[] images, int batch) {
    try (NDManager step = manager.newSubManager()) {
      return features(step, images, batch).toFloatArray();
    }
  }

  float[] logits(byte[] images, int batch) {
    try (NDManager step = manager.newSubManager()) {
      return forward(head, features(step, images, batch)).toFloatArray();
    }
  }

  float[] headWeight() {
    return head.getParameters().get("weight").getArray().toFloatArray();
  }

  float[] headBias() {
    return head.getParameters().get("bias").getArray().toFloatArray();
  }

  /** Tells of its activations, in the order of the exporter. */
  void watch(byte[] images, int batch, Calibration.Watcher watcher) {
    try (NDManager step = manager.newSubManager()) {
      List<NDArray> activations = activations(step, images, batch);
      for (int i = 0; i < activations.size(); i++) {
        watcher.saw(i, activations.get(i).toFloatArray());
      }
    }
  }

  private NDArray features(NDManager step, byte[] images, int batch) {
    List<NDArray> activations = activations(step, images, batch);
    return Pool.globalAvgPool2d(activations.get(activations.size() - 1));
  }

  private List<NDArray> activations(NDManager step, byte[] images, int batch) {
    NDArray x =
        step.create(
                ByteBuffer.wrap(images), new Shape(batch, HEIGHT, WIDTH, CHANNELS), DataType.UINT8)
            .toType(DataType.FLOAT32, false)
            .sub(step.create(MEAN))
            .div(step.create(DEVIATION))
            .transpose(0, 3, 1, 2);
    NDArray a = Activation.relu(stem.forward(x));
    NDArray narrow = Activation.relu(first.forward(a));
    NDArray same = second.forward(narrow);
    NDArray b = Activation.relu(same.add(a));
    long before = (WIDE - NARROW) / 2;
    NDArray shortcut =
        b.get(new NDIndex(":, :, ::2, ::2")).pad(new Shape(0, 0, 0, 0, before, before), 0);
    NDArray wide = Activation.relu(third.forward(b));
    NDArray halved = fourth.forward(wide);
    NDArray c = Activation.relu(halved.add(shortcut));
    return List.of(a, narrow, same, b, b, wide, halved, c);
  }

  private static NDArray forward(Block block, NDArray x) {
    return block
        .forward(new ParameterStore(x.getManager(), false), new NDList(x), false)
        .singletonOrThrow();
  }

  private void initialize(Block block, Shape input) {
    block.initialize(manager, DataType.FLOAT32, input);
    for (Parameter parameter : block.getParameters().values()) {
      NDArray values = parameter.getArray();
      float[] numbers = new float[Math.toIntExact(values.size())];
      boolean positive = parameter.getName().equals("runningVar");
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = positive ? 0.5f + random.nextFloat() : (float) (0.3 * random.nextGaussian());
      }
      values.set(numbers);
    }
  }

  /** A convolution and its normalisation. */
  private final class Pair {
    private final Conv2d convolution;
    private final BatchNorm normalization = BatchNorm.builder().optEpsilon((float) EPSILON).build();

    Pair(int out, int stride) {
      convolution =
          Conv2d.builder()
              .setKernelShape(new Shape(3, 3))
              .setFilters(out)
              .optStride(new Shape(stride, stride))
              .optPadding(new Shape(1, 1))
              .optBias(false)
              .build();
    }

    void initialize(int in) {
      SmallResidualNet.this.initialize(convolution, new Shape(1, in, HEIGHT, WIDTH));
      SmallResidualNet.this.initialize(
          normalization, new Shape(1, convolution.getFilters(), HEIGHT, WIDTH));
    }

    NDArray forward(NDArray x) {
      return SmallResidualNet.forward(normalization, SmallResidualNet.forward(convolution, x));
    }

    Convolution folded() {
      return DjlBlocks.fold(convolution, normalization, EPSILON);
    }
  }
}
