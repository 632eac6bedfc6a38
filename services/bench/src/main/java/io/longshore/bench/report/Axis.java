package io.longshore.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values of a range as places on a line of pixels. The range ends at round numbers: ticks are 1, 2
 * or 5 times a power of ten apart.
 *
 * @param step between two ticks
 * @param from pixel of {@code low}
 * @param to pixel of {@code high}
 */
record Axis(double low, double high, double step, double from, double to) {

  /** From low to at least high, with about that many ticks. */
  static Axis of(double low, double high, int ticks, double from, double to) {
    double span = high > low ? high - low : 1;
    double step = round(span / ticks);
    double begin = Math.floor(low / step) * step;
    double end = Math.ceil((low + span) / step - 1e-9) * step;
    return new Axis(begin, end, step, from, to);
  }

  private static double round(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  double place(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** With as many digits as the ticks need. */
  String label(double tick) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick);
  }
}
