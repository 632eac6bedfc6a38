package io.longshore.runtime.topic;

import java.util.List;

/** Topics are missing or have settings that would lose records; the service does not start. */
public final class TopicMisconfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TopicMisconfiguredException(List<String> problems) {
    super("topics are not as they must be:\n  " + String.join("\n  ", problems));
  }
}
