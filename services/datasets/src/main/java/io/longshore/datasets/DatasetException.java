package io.longshore.datasets;

/**
 * A data set cannot be found, read or drawn from; the message says what was wrong and what to do
 * about it.
 */
public final class DatasetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
