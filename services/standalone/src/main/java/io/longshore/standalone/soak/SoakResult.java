package io.longshore.standalone.soak;

import java.util.List;
import java.util.Locale;

/**
 * What a soak showed.
 *
 * @param what was repeated
 * @param repeats how often
 * @param megabytes resident memory at equal distances, from when everything was warm to the end
 * @param allowed growth from the first to the last, as a share
 */
public record SoakResult(String what, int repeats, List<Double> megabytes, double allowed) {

  public SoakResult {
    megabytes = List.copyOf(megabytes);
    if (megabytes.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured of " + what);
    }
  }

  public double growth() {
    return last() / megabytes.get(0) - 1;
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
        "%,d %s: resident %.0f MB -> %.0f MB, %+.1f%% (allowed %+.0f%%): %s",
        repeats,
        what,
        megabytes.get(0),
        last(),
        100 * growth(),
        100 * allowed,
        isFlat() ? "flat" : "GROWS");
  }
}
