package io.longshore.scorer.http;

/** A request that is answered without a model; has no stack. */
final class HttpProblem extends RuntimeException {
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int UNSUPPORTED = 415;
  static final int UNAVAILABLE = 503;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  HttpProblem(int status, String text) {
    super(text, null, false, false);
    this.status = status;
    this.text = text;
  }

  /** The client sent something that cannot be. */
  static HttpProblem bad(String text) {
    return new HttpProblem(BAD_REQUEST, text);
  }

  Reply reply() {
    return Reply.error(status, text);
  }
}
