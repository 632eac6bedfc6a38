package io.longshore.loadtest.process;

import java.util.Locale;

/** A service, by its main class: never compiled against. */
public enum ServiceKind {
  INGEST,
  TRACKER,
  TRAINER,
  ROLLOUT,
  SCORER;

  /** The word it goes by in settings, in health and on topics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Most of a limit that its heap takes, in percent, as in the container images. */
  int heapPercent() {
    return this == SCORER ? 25 : 50;
  }

  String main() {
    String word = word();
    return "io.longshore." + word + "." + name().charAt(0) + word.substring(1) + "Main";
  }
}
