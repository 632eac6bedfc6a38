package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Features of keys whose batch normalisation sees random parts of the batch instead of the batch
 * that the queries see. A part has at least two images.
 *
 * @param count parts of a batch; 1 leaves it whole
 */
record KeyChunks(int count) {

  /**
   * f(x) in the order of x // (batch, d).
   *
   * @param x images // (batch, height, width, channels)
   * @param f of one part
   */
  NDArray features(NDArray x, SplittableRandom random, UnaryOperator<NDArray> f) {
    int batch = Math.toIntExact(x.getShape().get(0));
    int parts = Math.min(count, batch / 2);
    if (parts <= 1) {
      return f.apply(x);
    }
    Permutation order = Permutation.of(batch, random);
    NDArray shuffled = order.rows(x);
    NDList features = new NDList(parts);
    for (int p = 0; p < parts; p++) {
      NDIndex part = new NDIndex("{}:{}", batch * p / parts, batch * (p + 1) / parts);
      features.add(f.apply(shuffled.get(part)));
    }
    return order.inverse().rows(NDArrays.concat(features));
  }
}
