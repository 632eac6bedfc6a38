package io.longshore.runtime.admin;

/** A port is taken by another process. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PortInUseException(String what, String host, int port, String key, Throwable cause) {
    super(
        "the %s cannot open %s:%d: the port is in use; stop the process that has it or set %s to another port"
            .formatted(what, host, port, key),
        cause);
  }
}
