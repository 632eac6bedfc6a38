package io.longshore.domain.frequency;

import io.longshore.domain.drift.DriftEvidence;
import java.time.Instant;
import java.util.Collections;
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
 */
public record ClassFrequencies(
    String stream,
    long sequence,
    SortedMap<String, ClassFrequency> classes,
    DriftEvidence drift,
    SortedMap<Integer, Long> offsets,
    Instant asOf) {

  public ClassFrequencies {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
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
