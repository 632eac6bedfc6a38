package io.longshore.scorer.scoring;

/** More waits to be scored than the scorer keeps; the caller tries again later. */
public final class EngineBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineBusyException(String message) {
    super(message);
  }
}
