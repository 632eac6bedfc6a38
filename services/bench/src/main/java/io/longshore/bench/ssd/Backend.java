package io.longshore.bench.ssd;

/**
 * What computes. Numbers of different backends differ in the last bits, so they are different rows.
 *
 * @param device {@code cpu} or {@code gpu:N}
 * @param precision {@code float32} or {@code bfloat16}
 */
public record Backend(String device, String precision) {

  /**
   * @throws IllegalArgumentException if this build cannot compute there
   */
  public static Backend parse(String device, String precision) {
    if (!device.equals("auto") && !device.equals("cpu")) {
      throw new IllegalArgumentException(
          "this build trains on the cpu, not on '" + device + "'; say --device cpu");
    }
    if (!precision.equals("float32")) {
      throw new IllegalArgumentException(
          "this build trains in float32, not in '" + precision + "'; say --precision float32");
    }
    return new Backend("cpu", precision);
  }
}
