package io.longshore.tracker.label;

/** What becomes of a label. */
public enum Fate {
  COUNTED,
  /** Its image was labelled before, within the window. */
  REPEATED,
  HELD_OUT,
  REFUSED
}
