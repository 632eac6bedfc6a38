package io.longshore.runtime.signature;

/** A key file cannot be used; the message says which, why, and what to do. */
public final class UnusableKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableKeyException(String message) {
    super(message);
  }
}
