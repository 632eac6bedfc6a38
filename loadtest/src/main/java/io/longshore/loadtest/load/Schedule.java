package io.longshore.loadtest.load;

import java.util.Arrays;

/**
 * When each send is due, in nanoseconds since the start: known before the first, whatever the
 * system under test does.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never given away
record Schedule(long[] due) {
  private static final double STEP = 0.001;

  /** Sends a second, at a time in seconds. */
  @FunctionalInterface
  interface Rate {
    double at(double seconds);
  }

  /** The schedule whose number of sends until any time is the rate's integral until then. */
  static Schedule of(Rate rate, double seconds) {
    var due = new long[1024];
    int sends = 0;
    double integral = 0;
    int steps = (int) Math.round(seconds / STEP);
    for (int step = 0; step < steps; step++) {
      double more = rate.at(step * STEP) * STEP;
      while (more > 0 && sends <= integral + more - 1e-9) {
        if (sends == due.length) {
          due = Arrays.copyOf(due, 2 * sends);
        }
        due[sends] = Math.round((step + Math.max(0, sends - integral) / more) * STEP * 1e9);
        sends++;
      }
      integral += more;
    }
    return new Schedule(Arrays.copyOf(due, sends));
  }

  int sends() {
    return due.length;
  }
}
