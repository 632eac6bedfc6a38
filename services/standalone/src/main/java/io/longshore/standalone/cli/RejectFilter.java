package io.longshore.standalone.cli;

import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Writer;
import io.longshore.standalone.rejects.KeptReject;
import io.longshore.standalone.rejects.RejectLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that choose among rejects. */
public final class RejectFilter {

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      completionCandidates = Choices.Services.class,
      description = "Only what this service refused: ingest, tracker, trainer, rollout or scorer.")
  private Optional<Writer> service = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only what was refused for this reason, such as BROKEN_IMAGE.")
  private Optional<RejectReason> reason = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what was refused at this time, such as 2026-03-01T00:00:00Z, or later.")
  private Optional<Instant> since = Optional.empty();

  boolean isEmpty() {
    return service.isEmpty() && reason.isEmpty() && since.isEmpty();
  }

  /** The services that may have such rejects. */
  List<Writer> services() {
    if (service.equals(Optional.of(Writer.OPERATOR))) {
      throw new WrongUsageException("operators refuse no records; name a service");
    }
    return service.map(List::of).orElseGet(RejectLog::services);
  }

  boolean accepts(KeptReject reject) {
    return service.filter(s -> s != reject.service()).isEmpty()
        && reason.filter(r -> r != reject.reason()).isEmpty()
        && since.filter(time -> reject.at().isBefore(time)).isEmpty();
  }
}
