package io.longshore.standalone.adapt;

/** A policy could not be measured. */
public final class AdaptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AdaptFailedException(String message) {
    super(message);
  }

  public AdaptFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
