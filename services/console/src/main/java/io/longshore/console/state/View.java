package io.longshore.console.state;

import java.util.Locale;

/** What pages show, each with a revision of its own. */
public enum View {
  STATUS,
  TAIL,
  DRIFT,
  MODELS,
  FLOW,
  TRAINING;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
