package io.longshore.standalone.cli;

/** A command cannot do what it was asked; the message is all that the person needs. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }
}
