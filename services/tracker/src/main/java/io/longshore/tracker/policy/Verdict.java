package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Stake;
import io.longshore.domain.drift.DriftEvidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done about a mix, and why. */
public sealed interface Verdict {

  /** The adaptations to ask for; none while waiting. */
  default List<Step> steps() {
    return List.of();
  }

  /** What was decided and why, for people. */
  String inWords();

  /**
   * Gears 2 and 3 are to adapt the model.
   *
   * @param steps fastest gear first; never empty
   * @param withheld gears that the evidence asks for too
   */
  record Adapt(List<Step> steps, List<Obstacle> withheld) implements Verdict {
    public Adapt {
      steps = List.copyOf(steps);
      withheld = List.copyOf(withheld);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("to adapt takes at least one gear");
      }
    }

    @Override
    public String inWords() {
      return steps.stream()
              .map(step -> step.gear().word() + ": " + step.reason())
              .collect(Collectors.joining("; "))
          + Verdict.words(withheld);
    }
  }

  /**
   * The mix moved, no other gear is asked for, and gear 1 answers: scorers follow the mix.
   *
   * @param strength tau, over 0
   * @param withheld why no other gear answers
   */
  record Trim(String reason, double strength, DriftEvidence evidence, List<Obstacle> withheld)
      implements Verdict {
    public Trim {
      withheld = List.copyOf(withheld);
    }

    @Override
    public String inWords() {
      return String.format(Locale.ROOT, "trim by %.2f: %s", strength, reason)
          + Verdict.words(withheld);
    }
  }

  /**
   * Nothing is done.
   *
   * @param withheld gears that the evidence asks for
   */
  record Wait(String reason, List<Obstacle> withheld) implements Verdict {
    public Wait {
      withheld = List.copyOf(withheld);
    }

    public Wait(String reason) {
      this(reason, List.of());
    }

    @Override
    public String inWords() {
      return "wait: " + reason + Verdict.words(withheld);
    }
  }

  /**
   * One gear to ask for.
   *
   * @param reason why, in a sentence
   * @param evidence why, in numbers
   * @param stake what was weighed; empty for a first model
   */
  record Step(Gear gear, String reason, DriftEvidence evidence, Optional<Stake> stake) {}

  private static String words(List<Obstacle> withheld) {
    return withheld.stream().map(o -> "; " + o.inWords()).collect(Collectors.joining());
  }
}
