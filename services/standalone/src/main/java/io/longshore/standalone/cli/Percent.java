package io.longshore.standalone.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** Fractions as people read them. */
public final class Percent {

  private Percent() {}

  public static String of(double fraction) {
    return Double.isNaN(fraction) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }

  public static String of(OptionalDouble fraction) {
    return of(fraction.orElse(Double.NaN));
  }
}
