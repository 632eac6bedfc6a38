package io.longshore.ingest;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.log.StreamLog;
import io.longshore.ingest.log.TooLargeForLogException;
import java.time.Clock;
import java.util.Optional;

/**
 * Refuses input: the sender learns of it only once it is kept, whole. Input too large for any
 * record is written down without its bytes.
 */
public final class Refusals {
  private static final String SERVICE = "ingest";

  private final StreamLog log;
  private final Clock clock;

  public Refusals(StreamLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Keeps the input and returns the refusal; blocks until the broker has it.
   *
   * @param payload as it came
   * @param message what is wrong and what the sender can do
   * @param source where it came from
   */
  public Outcome refuse(byte[] payload, RejectReason reason, String message, String source) {
    try {
      keep(payload, reason, message, source);
    } catch (RuntimeException e) {
      return new Outcome.Unacknowledged(
          null,
          "it was refused (%s: %s), and the refusal could not be written down: %s"
              .formatted(reason, message, e.getMessage()));
    }
    return new Outcome.Refused(reason, message);
  }

  private void keep(byte[] payload, RejectReason reason, String message, String source) {
    try {
      log.keep(reject(payload, reason, message, source));
    } catch (TooLargeForLogException e) {
      String note = message + "; its " + payload.length + " bytes fit no record and are not kept";
      log.keep(reject(new byte[0], reason, note, source));
    }
  }

  private Reject reject(byte[] payload, RejectReason reason, String message, String source) {
    return new Reject(SERVICE, reason, message, Optional.empty(), source, payload, clock.instant());
  }
}
