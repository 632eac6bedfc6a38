package io.longshore.ssd.net;

import io.longshore.ssd.data.TrainingSet;
import java.util.List;

/**
 * What a network does to a byte before its first convolution: {@code (byte - mean) / deviation},
 * channel by channel.
 *
 * <p>It is part of the network because an exported model takes raw bytes.
 *
 * @param mean of each channel, in 0..255
 * @param deviation of each channel, in bytes, above 0
 */
public record Normalization(List<Float> mean, List<Float> deviation) {

  public Normalization {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != deviation.size() || mean.isEmpty()) {
      throw new IllegalArgumentException(
          "one mean and one deviation a channel, not " + mean.size() + " and " + deviation.size());
    }
    for (float d : deviation) {
      if (!(d > 0)) {
        throw new IllegalArgumentException("a deviation must be above 0: " + deviation);
      }
    }
  }

  /**
   * Mean and deviation of all pixels of the training set. A channel that never varies gets the
   * deviation 1.
   */
  public static Normalization of(TrainingSet examples) {
    int channels = examples.shape().channels();
    long[] sum = new long[channels];
    long[] squares = new long[channels];
    byte[] image = new byte[examples.shape().bytes()];
    for (int i = 0; i < examples.size(); i++) {
      examples.read(i, image);
      for (int at = 0; at < image.length; at++) {
        int value = image[at] & 0xff;
        sum[at % channels] += value;
        squares[at % channels] += (long) value * value;
      }
    }
    double pixels = (double) examples.size() * image.length / channels;
    Float[] mean = new Float[channels];
    Float[] deviation = new Float[channels];
    for (int c = 0; c < channels; c++) {
      double m = sum[c] / pixels;
      double variance = squares[c] / pixels - m * m;
      mean[c] = (float) m;
      deviation[c] = variance < 1e-6 ? 1f : (float) Math.sqrt(variance);
    }
    return new Normalization(List.of(mean), List.of(deviation));
  }

  float[] means() {
    return floats(mean);
  }

  float[] deviations() {
    return floats(deviation);
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
