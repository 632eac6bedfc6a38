package io.longshore.standalone.certificates;

import org.jspecify.annotations.Nullable;

/** Keys or certificates could not be made; the message says which, and what to do. */
public final class CertificatesFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CertificatesFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
