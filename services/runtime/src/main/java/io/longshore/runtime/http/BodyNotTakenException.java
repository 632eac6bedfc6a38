package io.longshore.runtime.http;

/** A body that is not read, or not to its end; has no stack. */
public final class BodyNotTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it is not. */
  public enum Reason {
    BAD_REQUEST(400),
    TOO_SLOW(408),
    TOO_LARGE(413);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }
  }

  private final Reason reason;
  private final String text;

  BodyNotTakenException(Reason reason, String text) {
    super(text, null, false, false);
    this.reason = reason;
    this.text = text;
  }

  public Reason reason() {
    return reason;
  }

  /** For the client: what was wrong, and what to do. */
  public String text() {
    return text;
  }
}
