package io.longshore.standalone.doctor;

import java.util.Locale;

/** How bad something is. */
public enum Level {
  OK,
  /** It works, but not as well or as safely as it could. */
  WARNING,
  /** Something cannot work. */
  FAULT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
