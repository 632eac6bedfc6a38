package io.longshore.trainer;

/** Nobody needs the model of a run any more. */
final class RunObsoleteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RunObsoleteException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
