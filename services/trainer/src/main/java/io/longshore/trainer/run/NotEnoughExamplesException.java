package io.longshore.trainer.run;

/** The memory does not have what a run needs. */
public final class NotEnoughExamplesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotEnoughExamplesException(String message) {
    super(message);
  }
}
