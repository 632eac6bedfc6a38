package io.longshore.trainer.gear;

import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Precision;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where and how a training computes, as a manifest's parameters. A manifest from before they were
 * written down is of a training on the CPU in float32, channels last: there was no other.
 */
public final class ComputeParameters {
  private static final String DEVICE = "device";
  private static final String PRECISION = "precision";
  private static final String LAYOUT = "layout";

  private ComputeParameters() {}

  static SortedMap<String, String> write(Compute compute) {
    var parameters = new TreeMap<String, String>();
    parameters.put(DEVICE, compute.deviceName());
    parameters.put(PRECISION, word(compute.precision()));
    parameters.put(LAYOUT, word(compute.layout()));
    return parameters;
  }

  /** The name of the device. */
  public static String device(Map<String, String> parameters) {
    return parameters.getOrDefault(DEVICE, Compute.CPU.deviceName());
  }

  /**
   * Reads what was written, for this machine.
   *
   * @throws IllegalArgumentException if it has no such device, or cannot compute so
   */
  public static Compute read(Map<String, String> parameters) {
    try {
      return Compute.on(device(parameters))
          .with(
              named(
                  Precision.values(),
                  parameters.getOrDefault(PRECISION, word(Compute.CPU.precision()))))
          .with(
              named(Layout.values(), parameters.getOrDefault(LAYOUT, word(Compute.CPU.layout()))));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E named(E[] all, String word) {
    return Arrays.stream(all)
        .filter(value -> word(value).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing here is called '" + word + "'"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
