package io.longshore.ssd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.net.Network;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.Tensor.Role;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The latest keys and their classes, first in, first out: the negatives of stage I.
 *
 * <p>It starts full of random directions labelled -1, which no image is, so that no class lacks
 * negatives before the queue has gone round once.
 */
final class KeyQueue implements Network {
  private static final float UNKNOWN = -1;

  private final NDManager manager;
  private final int capacity;
  private final Tensor keys; // (capacity, width)
  private final Tensor labels; // (capacity), whole numbers
  private final Tensor next; // (1), where the next key goes

  KeyQueue(int capacity, int width, long seed) {
    this(capacity, width, seed, Device.cpu());
  }

  KeyQueue(int capacity, int width, long seed, Device device) {
    this.manager = Torch.newManager(device);
    this.capacity = capacity;
    this.keys =
        new Tensor(
            "queue.keys",
            Role.STATISTIC,
            manager.create(directions(capacity, width, seed), new Shape(capacity, width)));
    this.labels =
        new Tensor("queue.labels", Role.STATISTIC, manager.full(new Shape(capacity), UNKNOWN));
    this.next = new Tensor("queue.next", Role.STATISTIC, manager.zeros(new Shape(1)));
  }

  private static float[] directions(int count, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * width];
    for (int i = 0; i < count; i++) {
      double squares = 0;
      for (int j = 0; j < width; j++) {
        double x = random.nextGaussian();
        values[i * width + j] = (float) x;
        squares += x * x;
      }
      for (int j = 0; j < width; j++) {
        values[i * width + j] /= (float) Math.sqrt(squares);
      }
    }
    return values;
  }

  /** The keys as they are now, unmoved by later enqueuing. */
  NDArray keys(NDManager step) {
    return copy(keys, step);
  }

  /** The class of each key. */
  NDArray labels(NDManager step) {
    return copy(labels, step);
  }

  private static NDArray copy(Tensor tensor, NDManager step) {
    NDArray copy = tensor.value().duplicate();
    copy.attach(step);
    return copy;
  }

  /** Overwrites the oldest keys by these. */
  void enqueue(NDArray newKeys, NDArray newLabels) {
    int count = Math.toIntExact(newKeys.getShape().get(0));
    int at = (int) next.value().getFloat(0);
    for (int from = 0; from < count; ) {
      int fitting = Math.min(count - from, capacity - at);
      put(newKeys, newLabels, from, from + fitting, at);
      from += fitting;
      at = (at + fitting) % capacity;
    }
    next.value().set(new float[] {at});
  }

  private void put(NDArray newKeys, NDArray newLabels, int from, int to, int at) {
    NDIndex place = new NDIndex("{}:{}", at, at + to - from);
    NDIndex part = new NDIndex("{}:{}", from, to);
    try (NDArray k = newKeys.get(part);
        NDArray l = newLabels.get(part);
        NDArray asFloat = l.toType(DataType.FLOAT32, true)) {
      keys.value().set(place, k);
      labels.value().set(place, asFloat);
    }
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(keys, labels, next);
  }

  @Override
  public void close() {
    manager.close();
  }
}
