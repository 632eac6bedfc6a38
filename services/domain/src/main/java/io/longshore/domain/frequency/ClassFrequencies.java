package io.longshore.domain.frequency;

import io.longshore.domain.drift.DriftEvidence;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The class mix of a stream as a whole snapshot; the latest one is all anybody needs.
 *
 * @param stream the stream counted
 * @param sequence grows by one with each snapshot
 * @param classes class name to its counts
 * @param drift evidence against the live model's reference mix
 * @param offsets next offset of each labels partition: exactly what the counts contain
 * @param asOf event time
 * @param trim how far scorers are to move their answers from the training mix to this one: tau of
 *     {@link Prior#trim}, in [0, 1]; 0 is off
 * @param policy digest of the policy in force; empty in records of versions that had none
 */
public record ClassFrequencies(
    String stream,
    long sequence,
    SortedMap<String, ClassFrequency> classes,
    DriftEvidence drift,
    SortedMap<Integer, Long> offsets,
    Instant asOf,
    double trim,
    Optional<String> policy) {
  /** Answers follow the mix in full. */
  public static final double FULL_TRIM = 1;

  public ClassFrequencies {
    if (!(trim >= 0 && trim <= 1)) {
      throw new IllegalArgumentException("a trim of " + trim + " is not in [0, 1]");
    }
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /** Frequencies that answers follow in full, under no policy. */
  public ClassFrequencies(
      String stream,
      long sequence,
      SortedMap<String, ClassFrequency> classes,
      DriftEvidence drift,
      SortedMap<Integer, Long> offsets,
      Instant asOf) {
    this(stream, sequence, classes, drift, offsets, asOf, FULL_TRIM, Optional.empty());
  }

  public long labels() {
    return classes.values().stream().mapToLong(ClassFrequency::labels).sum();
  }

  public long units() {
    return classes.values().stream().mapToLong(ClassFrequency::units).sum();
  }

  /** The recent mix: class name to decayed units. */
  public SortedMap<String, Double> mix() {
    var mix = new TreeMap<String, Double>();
    classes.forEach((name, frequency) -> mix.put(name, frequency.decayed()));
    return Collections.unmodifiableSortedMap(mix);
  }
}
