package io.longshore.rollout.kafka;

/** Another process decides for the stream now; this one must not. */
public final class AnotherRolloutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AnotherRolloutException(String transactionalId, Throwable cause) {
    super(
        "another rollout process has taken over as %s: this one stops; run one for each stream and topic prefix"
            .formatted(transactionalId),
        cause);
  }
}
