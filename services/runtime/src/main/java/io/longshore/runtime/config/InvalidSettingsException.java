package io.longshore.runtime.config;

import java.util.Collection;

/** Settings are missing, wrong or unknown; the message has all of them. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidSettingsException(Collection<String> problems) {
    super("the settings are not valid:\n  " + String.join("\n  ", problems));
  }
}
