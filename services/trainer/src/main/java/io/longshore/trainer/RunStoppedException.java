package io.longshore.trainer;

/** A run was asked to stop between two of its steps. */
final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunStoppedException() {
    super("stopped between two steps");
  }
}
