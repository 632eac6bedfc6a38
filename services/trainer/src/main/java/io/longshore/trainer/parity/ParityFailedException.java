package io.longshore.trainer.parity;

/** The exported model could not be compared with the trained one: it must not be announced. */
public final class ParityFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ParityFailedException(String message) {
    super(message);
  }
}
