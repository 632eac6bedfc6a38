package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.net.Tensor.Role;

/**
 * Makes the tensors of new layers.
 *
 * @param manager which owns them
 * @param fan by which kernels start
 * @param seed of all random values
 */
public record Initialization(NDManager manager, Fan fan, long seed) {

  Tensor kernel(String layer, ConvolutionShape shape) { // (out, in / groups, k, k)
    float[] values = Initial.kaiming(shape.kernelSize(), fan.of(shape), layer, seed);
    Shape dimensions =
        new Shape(shape.out(), shape.in() / shape.groups(), shape.size(), shape.size());
    return new Tensor(layer + ".kernel", Role.WEIGHT, manager.create(values, dimensions));
  }

  NDArray ones(int size) {
    return manager.ones(new Shape(size));
  }

  NDArray zeros(int size) {
    return manager.zeros(new Shape(size));
  }
}
