package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.SplittableRandom;

/** An order of the rows of a batch: row i of the result is row {@code order[i]}. */
record Permutation(int[] order) {

  /** Fisher-Yates: every order is as likely. */
  static Permutation of(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return new Permutation(order);
  }

  NDArray rows(NDArray x) {
    return x.get(x.getManager().create(Arrays.stream(order).asLongStream().toArray()));
  }

  Permutation inverse() {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return new Permutation(inverse);
  }
}
