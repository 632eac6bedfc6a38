package io.longshore.domain.rollout;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.signature.CanonicalText;
import io.longshore.domain.signature.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * The whole plan of a stream: what every scorer must serve. The latest record is all anybody needs.
 *
 * @param stream the stream
 * @param epoch grows by one with each decision; a record of an older epoch is ignored
 * @param live the model to serve; empty until the first promotion
 * @param previous the model that was live before, kept warm for a rollback
 * @param step what this decision did
 * @param subject the version this decision was about
 * @param reason why, in words and numbers
 * @param decidedAt when
 * @param trial the model that is on trial beside the live one
 * @param paused whether promotions and rollbacks wait for an operator
 * @param signature over {@link #canonical()}; absent if the rollout service has no key
 */
public record RolloutPlan(
    String stream,
    long epoch,
    Optional<ModelVersion> live,
    Optional<ModelVersion> previous,
    RolloutStep step,
    Optional<ModelVersion> subject,
    String reason,
    Instant decidedAt,
    Optional<Trial> trial,
    boolean paused,
    Optional<Signature> signature) {

  public RolloutPlan {
    if (epoch < 0) {
      throw new IllegalArgumentException("plan epoch " + epoch);
    }
  }

  /** An unsigned plan without a trial. */
  public RolloutPlan(
      String stream,
      long epoch,
      Optional<ModelVersion> live,
      Optional<ModelVersion> previous,
      RolloutStep step,
      Optional<ModelVersion> subject,
      String reason,
      Instant decidedAt) {
    this(
        stream,
        epoch,
        live,
        previous,
        step,
        subject,
        reason,
        decidedAt,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** The plan of a stream about which nothing was decided. */
  public static RolloutPlan initial(String stream) {
    return new RolloutPlan(
        stream,
        0,
        Optional.empty(),
        Optional.empty(),
        RolloutStep.STARTED,
        Optional.empty(),
        "no model yet",
        Instant.EPOCH);
  }

  public RolloutPlan signedBy(Signature by) {
    return new RolloutPlan(
        stream,
        epoch,
        live,
        previous,
        step,
        subject,
        reason,
        decidedAt,
        trial,
        paused,
        Optional.of(by));
  }

  /** What is signed: everything but the signature. */
  public String canonical() {
    var text = new CanonicalText("longshore-plan/1");
    text.line("stream", stream)
        .line("epoch", Long.toString(epoch))
        .line("live", live.map(ModelVersion::value))
        .line("previous", previous.map(ModelVersion::value))
        .line("step", step.name())
        .line("subject", subject.map(ModelVersion::value))
        .line("reason", reason)
        .line("decided", decidedAt.toString())
        .line("paused", Boolean.toString(paused));
    trial.ifPresent(
        t ->
            text.line("trial", t.version().value())
                .line("trial.stage", t.stage().name())
                .line("trial.share", Double.toHexString(t.share()))
                .line("trial.since", t.since().toString()));
    return text.toString();
  }
}
