package io.longshore.runtime.admin;

import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param type of the body, as in {@code Content-Type}
 * @param headers beside the type
 */
public record PageAnswer(int status, String type, Map<String, String> headers, String body) {
  public static final String TEXT = "text/plain; charset=utf-8";
  public static final String JSON = "application/json";

  public PageAnswer {
    headers = Map.copyOf(headers);
  }

  public static PageAnswer json(String body) {
    return new PageAnswer(200, JSON, Map.of(), body);
  }

  /** A line that says why there is nothing else. */
  public static PageAnswer why(int status, String line) {
    return new PageAnswer(status, TEXT, Map.of(), line + "\n");
  }

  /** Not now: ask again in a second. */
  public static PageAnswer later(String why) {
    return why(503, why).with("Retry-After", "1");
  }

  /** Somebody else answers this. */
  public static PageAnswer elsewhere(String location) {
    return why(307, location).with("Location", location);
  }

  /** With one header beside the type, in place of any other. */
  public PageAnswer with(String header, String value) {
    return new PageAnswer(status, type, Map.of(header, value), body);
  }
}
