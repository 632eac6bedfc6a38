package io.longshore.ingest.http;

/** A request that is answered before it has become an image or a label; has no stack. */
final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String text;

  HttpProblem(int status, String error, String text) {
    super(text, null, false, false);
    this.status = status;
    this.error = error;
    this.text = text;
  }

  Answer answer() {
    return Answer.error(status, error, text);
  }
}
