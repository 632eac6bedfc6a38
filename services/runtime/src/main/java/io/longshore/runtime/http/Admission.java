package io.longshore.runtime.http;

import java.util.Map;

/** Whether a request may come in. */
public sealed interface Admission {

  /**
   * It may.
   *
   * @param caller whose it is
   */
  record Admitted(String caller) implements Admission {}

  /**
   * It may not.
   *
   * @param status 401 without a token that is good, 403 with one that does not allow this, 429 for
   *     too many requests, 503 while tokens cannot be checked
   * @param error in a word
   * @param message for the caller; never has anything of a token
   * @param headers of the answer
   */
  record Refused(int status, String error, String message, Map<String, String> headers)
      implements Admission {

    public Refused {
      headers = Map.copyOf(headers);
    }
  }
}
