package io.longshore.bench.drift;

/** A detector as the simulation sees it, new for every run. */
@FunctionalInterface
public interface DriftAlarm {

  /** Whether the alarm stands. Looks of one run come in order. */
  boolean look(Look look);
}
