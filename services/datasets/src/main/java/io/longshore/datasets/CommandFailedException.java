package io.longshore.datasets;

import java.io.IOException;

/** A program ran and said that it failed. */
final class CommandFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
