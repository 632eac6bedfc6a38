package io.longshore.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A request that is answered with a status and words; has no stack. */
final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, Long> details;

  HttpProblem(int status, String error) {
    this(status, error, Map.of());
  }

  /**
   * @param details numbers beside the words
   */
  HttpProblem(int status, String error, Map<String, Long> details) {
    super(error, null, false, false);
    this.status = status;
    this.details = details;
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    ObjectNode json = Reply.error(status, String.valueOf(getMessage()));
    details.forEach(json::put);
    return json;
  }
}
