package io.longshore.standalone.soak;

import java.util.Locale;

/**
 * What a soak showed.
 *
 * @param what was repeated
 * @param repeats how often
 * @param startMegabytes resident memory once everything was warm
 * @param endMegabytes resident memory at the end
 */
public record SoakResult(String what, int repeats, double startMegabytes, double endMegabytes) {
  private static final double ALLOWED = 0.05;

  public double growth() {
    return endMegabytes / startMegabytes - 1;
  }

  public boolean isFlat() {
    return growth() <= ALLOWED;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d %s: resident %.0f MB -> %.0f MB, %+.1f%% (allowed %+.0f%%): %s",
        repeats,
        what,
        startMegabytes,
        endMegabytes,
        100 * growth(),
        100 * ALLOWED,
        isFlat() ? "flat" : "GROWS");
  }
}
