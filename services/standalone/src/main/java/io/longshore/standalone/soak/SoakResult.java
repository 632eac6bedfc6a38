package io.longshore.standalone.soak;

import java.util.List;
import java.util.Locale;

/**
 * What a soak showed.
 *
 * @param what was repeated
 * @param repeats how often
 * @param megabytes memory at equal distances
 * @param warm the first of them that counts: before it the JVM still compiles what is repeated
 * @param allowed growth from the first that counts to the last, as a share
 */
public record SoakResult(
    String what, int repeats, List<Double> megabytes, int warm, double allowed) {

  public SoakResult {
    megabytes = List.copyOf(megabytes);
    if (warm < 0 || warm >= megabytes.size()) {
      throw new IllegalArgumentException(
          megabytes.size() + " looks at " + what + ", of which " + warm + " are before it is warm");
    }
  }

  public double growth() {
    return last() / first() - 1;
  }

  private double first() {
    return megabytes.get(warm);
  }

  private double last() {
    return megabytes.get(megabytes.size() - 1);
  }

  public boolean isFlat() {
    return growth() <= allowed;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d %s: %.0f MB -> %.0f MB, %+.1f%% (allowed %+.0f%%): %s",
        repeats,
        what,
        first(),
        last(),
        100 * growth(),
        100 * allowed,
        isFlat() ? "flat" : "GROWS");
  }
}
