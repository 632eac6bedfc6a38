package io.longshore.trainer.rebuild;

/** A model cannot be made again; the message says what is missing and what to do. */
public final class NotReproducibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotReproducibleException(String message) {
    super(message);
  }
}
