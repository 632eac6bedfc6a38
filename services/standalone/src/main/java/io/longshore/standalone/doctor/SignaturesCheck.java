package io.longshore.standalone.doctor;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.signature.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Until when what serves is signed: a scorer that trusts keys does not load what is not, at its
 * next start.
 *
 * @param plan in force
 * @param live manifest of the live model
 */
public record SignaturesCheck(Optional<RolloutPlan> plan, Optional<ModelManifest> live, Instant now)
    implements Check {
  private static final String CHECK = "signatures";
  private static final Duration SOON = Duration.ofDays(30);

  @Override
  public List<Finding> look() {
    var findings = new ArrayList<Finding>();
    plan.flatMap(RolloutPlan::signature)
        .ifPresent(signature -> findings.add(look("the plan in force", signature)));
    live.flatMap(ModelManifest::signature)
        .ifPresent(signature -> findings.add(look("the live model", signature)));
    return findings.isEmpty()
        ? List.of(Finding.ok(CHECK, "what serves is not signed, so nothing can expire"))
        : findings;
  }

  private Finding look(String what, Signature signature) {
    Duration left = Duration.between(now, signature.expiresAt());
    String found =
        "%s is signed with key %s until %s"
            .formatted(what, signature.keyId(), signature.expiresAt());
    String advice =
        "let something newer be signed: './longshore adapt rebalance' makes a model, and a new plan with it";
    if (left.isNegative()) {
      return Finding.fault(CHECK, found + ", which is over", advice);
    }
    return left.compareTo(SOON) < 0
        ? Finding.warning(CHECK, found + ", in %d days".formatted(left.toDays()), advice)
        : Finding.ok(CHECK, found);
  }
}
