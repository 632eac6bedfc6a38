package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/**
 * A batch in four equal parts, the r-th turned counter-clockwise r times. The order of a batch is
 * random already, so which image is turned how far has nothing to do with its class.
 */
final class QuarterTurns {
  static final int COUNT = 4;

  private QuarterTurns() {}

  /** Square images (batch, height, width, channels), turned. */
  static NDArray images(NDArray x) {
    NDList parts = new NDList(COUNT);
    for (int r = 0; r < COUNT; r++) {
      if (begin(x, r) < begin(x, r + 1)) {
        NDIndex part = new NDIndex("{}:{}", begin(x, r), begin(x, r + 1));
        parts.add(turned(x.get(part), r));
      }
    }
    return NDArrays.concat(parts);
  }

  /** The quarter turns of each image // int64 (batch). */
  static NDArray labels(NDArray x) {
    long[] turns = new long[(int) begin(x, COUNT)];
    for (int i = 0; i < turns.length; i++) {
      while (i >= begin(x, (int) turns[i] + 1)) {
        turns[i]++;
      }
    }
    return x.getManager().create(turns);
  }

  private static long begin(NDArray x, int part) {
    return x.getShape().get(0) * part / COUNT;
  }

  private static NDArray turned(NDArray x, int r) {
    return switch (r) {
      case 0 -> x;
      case 1 -> x.transpose(0, 2, 1, 3).flip(1);
      case 2 -> x.flip(1, 2);
      default -> x.transpose(0, 2, 1, 3).flip(2);
    };
  }
}
