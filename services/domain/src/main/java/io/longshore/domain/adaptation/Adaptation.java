package io.longshore.domain.adaptation;

import io.longshore.domain.drift.DriftEvidence;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A decision to adapt, with everything it was based on.
 *
 * @param id unique; the key of the record
 * @param stream the stream whose model is to adapt
 * @param gear how
 * @param reason why, in a sentence for people
 * @param evidence why, in numbers
 * @param mix the recent mix at the decision: class name to decayed units; becomes the reference of
 *     the model that answers it
 * @param offsets next offset of each labels partition contained in the evidence
 * @param decidedAt event time
 * @param stake what it may bring and what it costs; empty where nothing was weighed: a first model,
 *     an operator's request
 * @param policy the policy that decided; empty for an operator's request
 */
public record Adaptation(
    String id,
    String stream,
    Gear gear,
    String reason,
    DriftEvidence evidence,
    SortedMap<String, Double> mix,
    SortedMap<Integer, Long> offsets,
    Instant decidedAt,
    Optional<Stake> stake,
    Optional<Policy> policy) {

  public Adaptation {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an adaptation needs an id");
    }
    mix = Collections.unmodifiableSortedMap(new TreeMap<>(mix));
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /** One that no policy decided: an operator asked for it. */
  public Adaptation(
      String id,
      String stream,
      Gear gear,
      String reason,
      DriftEvidence evidence,
      SortedMap<String, Double> mix,
      SortedMap<Integer, Long> offsets,
      Instant decidedAt) {
    this(
        id,
        stream,
        gear,
        reason,
        evidence,
        mix,
        offsets,
        decidedAt,
        Optional.empty(),
        Optional.empty());
  }
}
