package io.longshore.console.state;

import java.util.Locale;

/** Where a model stands. */
public enum Standing {
  LIVE,
  /** Was live before; kept warm. */
  PREVIOUS,
  TRIAL,
  REFUSED,
  /** Nothing was decided about it yet. */
  WAITING,
  /** Was live once, or overtaken. */
  RETIRED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
