package io.longshore.tracker.label;

/** How the time of a record compares with those before it. */
public enum Timing {
  IN_TIME,
  /** Its bucket is over: it counts in the one that is open. */
  LATE,
  /** Without a time, or of one that nobody has seen yet: it counts at the time of those before. */
  UNBELIEVABLE
}
