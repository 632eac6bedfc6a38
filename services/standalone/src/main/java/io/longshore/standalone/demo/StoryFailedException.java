package io.longshore.standalone.demo;

/** The story could not be told to its end. */
public final class StoryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoryFailedException(String message) {
    super(message);
  }
}
