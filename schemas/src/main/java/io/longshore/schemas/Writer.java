package io.longshore.schemas;

import java.util.Locale;

/** Who may write a topic. Each topic has one. */
public enum Writer {
  INGEST,
  TRACKER,
  TRAINER,
  ROLLOUT,
  SCORER,
  OPERATOR;

  /** The service's name in metrics, topic names and client ids. */
  public String service() {
    return name().toLowerCase(Locale.ROOT);
  }
}
