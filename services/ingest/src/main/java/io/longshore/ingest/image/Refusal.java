package io.longshore.ingest.image;

import io.longshore.domain.reject.RejectReason;

/**
 * Carries a refusal from where it is found to the guard, which turns it into a {@link Verdict}; has
 * no stack.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final String text;

  Refusal(RejectReason reason, String text) {
    super(text, null, false, false);
    this.reason = reason;
    this.text = text;
  }

  static Refusal broken(String what) {
    return new Refusal(RejectReason.BROKEN_IMAGE, "the image is broken: " + what);
  }

  static Refusal unsupportedColour(String what) {
    return new Refusal(RejectReason.UNSUPPORTED_COLOUR, what);
  }

  Verdict.Refused verdict() {
    return new Verdict.Refused(reason, text);
  }
}
