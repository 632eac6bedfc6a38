package io.longshore.ssd.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A tensor as a golden file holds it. */
public final class GoldenTensor {
  private final Shape shape;
  private final double[] values;

  private GoldenTensor(Shape shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Reads {@code 2x3} and the six numbers that follow. */
  static GoldenTensor parse(String extents, String numbers) {
    long[] shape = Arrays.stream(extents.split("x", -1)).mapToLong(Long::parseLong).toArray();
    double[] values =
        Arrays.stream(numbers.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new GoldenTensor(new Shape(shape), values);
  }

  public Shape shape() {
    return shape;
  }

  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public int[] integers() {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  public byte[] bytes() {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return bytes;
  }

  /** As float32. */
  public NDArray floats(NDManager manager) {
    return manager.create(floats(), shape);
  }

  /** As the int64 labels of a batch. */
  public NDArray labels(NDManager manager) {
    return manager.create(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), shape);
  }

  /** As the uint8 images of a batch. */
  public NDArray images(NDManager manager) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(values.length).put(bytes()).flip();
    return manager.create(buffer, shape, DataType.UINT8);
  }

  /** Largest of {@code |actual - expected|}; not a number where the lengths differ. */
  double absoluteDifference(float[] actual) {
    return difference(actual, 0);
  }

  /** Largest of {@code |actual - expected| / max(1, |expected|)}. */
  double relativeDifference(float[] actual) {
    return difference(actual, 1);
  }

  private double difference(float[] actual, double power) {
    if (actual.length != values.length) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      double scale = Math.pow(Math.max(1, Math.abs(values[i])), power);
      double difference = Math.abs(actual[i] - values[i]) / scale;
      largest = difference <= largest ? largest : difference; // keeps a NaN
    }
    return largest;
  }
}
