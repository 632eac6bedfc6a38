package io.longshore.standalone.bundle;

/** A bundle cannot be made; the message says why and what to do. */
public final class BundleFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BundleFailedException(String message) {
    super(message);
  }

  BundleFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
