package io.longshore.domain.prediction;

import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one scorer stands.
 *
 * @param scorer its id
 * @param planEpoch latest plan it has acted on
 * @param serving the model that answers now
 * @param trimSequence sequence of the class frequencies in use
 * @param refusals models it would not load, newest last
 * @param scored images predicted since it started
 * @param at when
 * @param onTrial the model of the plan's trial, if it is loaded and takes part
 * @param verified candidates that were run in a throw-away process and passed, newest last
 */
public record ScorerReport(
    String scorer,
    long planEpoch,
    Optional<ModelVersion> serving,
    long trimSequence,
    List<Refusal> refusals,
    long scored,
    Instant at,
    Optional<ModelVersion> onTrial,
    List<Verification> verified) {

  public ScorerReport {
    refusals = List.copyOf(refusals);
    verified = List.copyOf(verified);
  }

  /** A report of a scorer beside whose model none is on trial. */
  public ScorerReport(
      String scorer,
      long planEpoch,
      Optional<ModelVersion> serving,
      long trimSequence,
      List<Refusal> refusals,
      long scored,
      Instant at) {
    this(
        scorer,
        planEpoch,
        serving,
        trimSequence,
        refusals,
        scored,
        at,
        Optional.empty(),
        List.of());
  }
}
