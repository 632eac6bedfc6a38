package io.longshore.runtime.lag;

/** The cluster did not say how far groups are behind. */
public final class LagUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LagUnknownException(Throwable cause) {
    super(
        "how far consumers are behind could not be read (kafka.bootstrap.servers; with ACLs the principal needs Describe on the groups and topics): "
            + cause.getMessage(),
        cause);
  }
}
