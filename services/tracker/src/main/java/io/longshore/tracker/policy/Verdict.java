package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.util.List;

/** What is asked for, or why nothing is. */
public sealed interface Verdict {

  /** The adaptations to ask for; none while waiting. */
  List<Step> steps();

  /** Adaptations to ask for, fastest gear first; never empty. */
  record Adapt(List<Step> steps) implements Verdict {
    public Adapt {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("to adapt takes at least one gear");
      }
    }
  }

  /** Nothing is asked for. */
  record Wait(String reason) implements Verdict {
    @Override
    public List<Step> steps() {
      return List.of();
    }
  }

  /** One gear, why in a sentence, and why in numbers. */
  record Step(Gear gear, String reason, DriftEvidence evidence) {}
}
