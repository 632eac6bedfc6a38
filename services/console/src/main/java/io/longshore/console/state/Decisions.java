package io.longshore.console.state;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was decided about the mix, without the mixes themselves. */
public final class Decisions {
  private final Ring<Adaptation> adaptations;
  private Optional<PolicyOverrides> overrides = Optional.empty();
  private long told;

  /**
   * @param most decisions kept
   */
  public Decisions(int most) {
    this.adaptations = new Ring<>(most);
  }

  public void told(Adaptation adaptation) {
    told++;
    adaptations.add(
        new Adaptation(
            adaptation.id(),
            adaptation.stream(),
            adaptation.gear(),
            adaptation.reason(),
            adaptation.evidence(),
            new TreeMap<>(),
            adaptation.offsets(),
            adaptation.decidedAt(),
            adaptation.stake(),
            adaptation.policy()));
  }

  public void told(PolicyOverrides set) {
    overrides = Optional.of(set);
  }

  /** Newest first; their mixes are empty. */
  public List<Adaptation> newestFirst() {
    return adaptations.newestFirst();
  }

  /** Decisions ever read. */
  public long count() {
    return told;
  }

  /** What operators have set, if anything was said of it. */
  public Optional<PolicyOverrides> overrides() {
    return overrides;
  }

  /** The policy of the newest decision that names one. */
  public Optional<Policy> policy() {
    return adaptations.newestFirst().stream().flatMap(a -> a.policy().stream()).findFirst();
  }
}
