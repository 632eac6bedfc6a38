package io.longshore.scorer.trust;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.signature.KeyUse;
import io.longshore.runtime.signature.SignatureCheck;
import io.longshore.runtime.signature.TrustSettings;
import io.longshore.runtime.signature.TrustedKeys;
import io.longshore.scorer.serving.Admission;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a model in if somebody trusted vouches for it, if it knows the classes that the serving one
 * knows, and if it is no step back, in this order. An operator's decision may take classes away,
 * and a rollback may go back; where signatures are wanted, such a plan must be signed, and must not
 * be older than what was acted on, and no promotion goes back: whoever may announce models could
 * announce an old one again. Used by the thread that loads models.
 */
public final class TrustedAdmission implements Admission {
  private static final Logger log = LoggerFactory.getLogger(TrustedAdmission.class);

  /** Whether plans are looked at for more than what they waive. */
  private enum Plans {
    MAY_BE_UNSIGNED,
    MUST_BE_SIGNED
  }

  private final Optional<TrustedKeys> keys;
  private final Plans plans;
  private final ServedFile file;
  private Optional<Served> served;

  private TrustedAdmission(Optional<TrustedKeys> keys, Plans plans, ServedFile file) {
    this.keys = keys;
    this.plans = plans;
    this.file = file;
    this.served = file.read();
  }

  /**
   * @param settings whom to trust
   * @param prefix of the settings, for messages: {@code longshore.scorer.trust}
   * @param directory of the scorer's files: what it served is remembered there
   * @throws io.longshore.runtime.config.InvalidSettingsException if a key cannot be used
   * @throws IllegalStateException if what was remembered is damaged
   */
  public static TrustedAdmission of(
      TrustSettings settings, String prefix, Path directory, Clock clock) {
    Optional<TrustedKeys> keys = TrustSettings.trusted(settings, prefix, clock);
    if (keys.isEmpty()) {
      log.atInfo().log("signatures of models are not looked at; {}.keys wants them", prefix);
    } else {
      log.atInfo()
          .addKeyValue("manifests", keys.get().ids(KeyUse.MANIFEST))
          .addKeyValue("plans", keys.get().ids(KeyUse.PLAN))
          .log("models must be signed with a trusted key");
    }
    return new TrustedAdmission(
        keys,
        settings.planKeys().isPresent() ? Plans.MUST_BE_SIGNED : Plans.MAY_BE_UNSIGNED,
        new ServedFile(directory.resolve("served")));
  }

  @Override
  public Optional<Refusal> refusal(
      ModelManifest candidate, RolloutPlan plan, Optional<ModelManifest> serving) {
    return unsigned(candidate, plan, serving)
        .or(() -> shrunk(candidate, plan, serving))
        .or(() -> downgrade(candidate, plan, serving));
  }

  /** Remembers that a model answers now, over restarts too. */
  @Override
  public void served(ModelManifest model, RolloutPlan plan) {
    long believed = isSigned(plan) ? plan.epoch() : 0;
    Served now =
        served
            .map(s -> s.then(model, plan, believed))
            .orElseGet(() -> new Served(model.version(), model.createdAt(), believed));
    if (!served.equals(Optional.of(now))) {
      file.write(now);
      served = Optional.of(now);
    }
  }

  private Optional<Refusal> unsigned(
      ModelManifest candidate, RolloutPlan plan, Optional<ModelManifest> serving) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    ModelVersion version = candidate.version();
    Optional<Refusal> refusal =
        refusal(version, "the manifest of " + version, keys.get().check(candidate));
    if (refusal.isEmpty() && plans == Plans.MUST_BE_SIGNED) {
      refusal = refusal(version, "plan " + plan.epoch(), keys.get().check(plan));
    }
    return refusal.filter(
        r -> r.reason() != RefusalReason.EXPIRED || !isServedAnyway(version, serving));
  }

  /** Time does not stop what serves, nor does a restart. */
  private boolean isServedAnyway(ModelVersion version, Optional<ModelManifest> serving) {
    return serving.map(ModelManifest::version).equals(Optional.of(version))
        || served.map(Served::version).equals(Optional.of(version));
  }

  private static Optional<Refusal> refusal(
      ModelVersion version, String what, SignatureCheck check) {
    String message = what + " is " + check.words();
    if (check instanceof SignatureCheck.Unsigned) {
      return Optional.of(new Refusal(version, RefusalReason.UNSIGNED, message));
    } else if (check instanceof SignatureCheck.UnknownKey) {
      return Optional.of(new Refusal(version, RefusalReason.UNKNOWN_KEY, message));
    } else if (check instanceof SignatureCheck.WrongSignature) {
      return Optional.of(new Refusal(version, RefusalReason.WRONG_SIGNATURE, message));
    } else if (check instanceof SignatureCheck.Expired) {
      return Optional.of(new Refusal(version, RefusalReason.EXPIRED, message));
    }
    return Optional.empty();
  }

  private Optional<Refusal> shrunk(
      ModelManifest candidate, RolloutPlan plan, Optional<ModelManifest> serving) {
    ModelVersion version = candidate.version();
    var gone = new TreeSet<>(serving.map(ModelManifest::classNames).orElse(candidate.classNames()));
    candidate.classNames().forEach(gone::remove);
    if (gone.isEmpty() || PlanSays.onlyKeptReady(plan, version)) {
      return Optional.empty();
    }
    boolean wanted =
        PlanSays.liveByAnotherDecision(plan, version) || PlanSays.promoted(plan, version);
    return wanted && isBelieved(plan)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                version,
                RefusalReason.CLASSES_SHRANK,
                "model %s does not know %s, which the serving model knows; only %s may take classes away"
                    .formatted(version, some(gone), decision("rollback or promotion"))));
  }

  private Optional<Refusal> downgrade(
      ModelManifest candidate, RolloutPlan plan, Optional<ModelManifest> serving) {
    ModelVersion version = candidate.version();
    Instant newest =
        later(
            serving.map(ModelManifest::createdAt).orElse(Instant.MIN),
            served.map(Served::newest).orElse(Instant.MIN));
    if (!candidate.createdAt().isBefore(newest)
        || PlanSays.onlyKeptReady(plan, version)
        || (keys.isEmpty() && PlanSays.promoted(plan, version))
        || (PlanSays.liveByAnotherDecision(plan, version) && isBelieved(plan))) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            version,
            RefusalReason.DOWNGRADE,
            "model %s was made at %s, and this scorer has served one of %s; only %s goes back"
                .formatted(
                    version,
                    candidate.createdAt(),
                    newest,
                    decision(keys.isEmpty() ? "rollback or promotion" : "rollback"))));
  }

  /** Signed, where that is wanted, and not one of long ago that somebody plays again. */
  private boolean isBelieved(RolloutPlan plan) {
    return keys.isEmpty()
        || (isSigned(plan) && plan.epoch() >= served.map(Served::epoch).orElse(0L));
  }

  private boolean isSigned(RolloutPlan plan) {
    return keys.isEmpty() || keys.get().check(plan) instanceof SignatureCheck.Valid;
  }

  private String decision(String words) {
    return keys.isEmpty() ? "a " + words : "a " + words + " in a plan that is signed and not older";
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String some(SortedSet<String> classes) {
    return classes.size() <= 3
        ? String.join(", ", classes)
        : "%s and %d other classes".formatted(classes.first(), classes.size() - 1);
  }
}
