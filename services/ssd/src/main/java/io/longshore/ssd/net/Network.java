package io.longshore.ssd.net;

import java.util.List;

/** Named tensors that are copied, averaged and saved as one, and freed by closing. */
public interface Network extends AutoCloseable {

  /** All tensors, always in the same order and under the same names. */
  List<Tensor> tensors();

  /** The tensors that a loss may change. */
  default List<Tensor> learned() {
    return tensors().stream().filter(Tensor::learned).toList();
  }

  /** Overwrites all values with those of a network of the same shape. */
  default void copyFrom(Network other) {
    List<Tensor> sources = other.tensors();
    List<Tensor> targets = tensors();
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).copyFrom(sources.get(i));
    }
  }

  @Override
  void close();
}
