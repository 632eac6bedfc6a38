package io.longshore.standalone.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;

/**
 * How far this machine's clock is from that of Kafka's controller, which tells its own when it is
 * asked for the state of its quorum: the leader has caught up with itself just now.
 *
 * @param admin of the cluster
 * @param clock of this machine
 */
public record ClockCheck(Admin admin, Clock clock) implements Check {
  private static final String CHECK = "clock";
  private static final Duration NOTICED = Duration.ofSeconds(2);

  /** Signatures are believed for so long after their end: {@code TrustedKeys.TOLERANCE}. */
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  @Override
  public List<Finding> look() {
    try {
      Instant asked = clock.instant();
      QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
      Instant answered = clock.instant();
      OptionalLong told =
          quorum.voters().stream()
              .filter(voter -> voter.replicaId() == quorum.leaderId())
              .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
              .filter(OptionalLong::isPresent)
              .mapToLong(OptionalLong::getAsLong)
              .filter(millis -> millis > 0)
              .findFirst();
      return List.of(
          told.isEmpty()
              ? Finding.ok(CHECK, "Kafka's controller does not tell its time")
              : compared(asked, Instant.ofEpochMilli(told.getAsLong()), answered));
    } catch (ExecutionException e) {
      return List.of(KafkaTrouble.finding(CHECK, e));
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }

  /** The controller's time was between the two. */
  static Finding compared(Instant asked, Instant told, Instant answered) {
    Duration ahead =
        told.isBefore(asked)
            ? Duration.between(told, asked)
            : told.isAfter(answered) ? Duration.between(told, answered) : Duration.ZERO;
    long millis = Math.max(ahead.abs().toMillis(), Duration.between(asked, answered).toMillis());
    String found =
        ahead.abs().compareTo(NOTICED) <= 0
            ? "within %d ms of Kafka's controller".formatted(millis)
            : "%.1f s %s Kafka's controller"
                .formatted(millis / 1000.0, ahead.isNegative() ? "behind" : "ahead of");
    String advice =
        "let NTP set both clocks: times of records, signatures and silences compare them";
    if (ahead.abs().compareTo(TOLERATED) > 0) {
      return Finding.fault(CHECK, found, advice);
    }
    return ahead.abs().compareTo(NOTICED) > 0
        ? Finding.warning(CHECK, found, advice)
        : Finding.ok(CHECK, found);
  }
}
