package io.longshore.bench.ssd;

import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Precision;
import java.util.Locale;

/**
 * What computes, and its names in the table. Numbers of different backends differ by rounding, so
 * they are different rows.
 *
 * @param device {@code cpu} or {@code gpu:N}
 * @param precision {@code float32} or {@code bfloat16}
 */
public record Backend(String device, String precision, Compute compute) {

  /**
   * @param device {@code auto}, {@code cpu} or {@code gpu:N}
   * @throws IllegalArgumentException if there is no such device, or it cannot compute so
   */
  public static Backend of(String device, Precision precision) {
    Compute float32 = Compute.on(device);
    String chosen = !device.equals("auto") ? device : float32.equals(Compute.CPU) ? "cpu" : "gpu:0";
    return new Backend(chosen, precision.name().toLowerCase(Locale.ROOT), with(float32, precision));
  }

  private static Compute with(Compute float32, Precision precision) {
    try {
      return float32.with(precision);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return compute.toString();
  }
}
