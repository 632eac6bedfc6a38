package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;

/** A named array of a network, together with what it is for. */
public record Tensor(String name, Role role, NDArray value) {

  /** What training does to a tensor. */
  public enum Role {
    /** Learned, and shrunk by weight decay: kernels and matrices. */
    WEIGHT,
    /**
     * Learned, and shrunk only where decay covers everything: biases, scales and shifts of
     * normalisation.
     */
    OFFSET,
    /** Not learned but measured: running mean and variance. */
    STATISTIC
  }

  public boolean learned() {
    return role != Role.STATISTIC;
  }

  /** Overwrites the values with those of another tensor of the same shape. */
  public void copyFrom(Tensor other) {
    if (value.getDevice().equals(other.value.getDevice())) {
      value.subi(value).addi(other.value);
    } else {
      value.set(other.toArray());
    }
  }

  /** How many numbers it has. */
  public long size() {
    return value.size();
  }

  public float[] toArray() {
    return value.toFloatArray();
  }
}
