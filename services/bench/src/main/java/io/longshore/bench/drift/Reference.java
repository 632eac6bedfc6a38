package io.longshore.bench.drift;

import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.ReferenceMix;
import io.longshore.domain.model.ModelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels that live ones are held against, by class. */
public final class Reference {
  private static final ModelVersion MODEL = new ModelVersion("0".repeat(64));

  private final List<String> names;
  private final long[] counts;

  private Reference(List<String> names, long[] counts) {
    this.names = names;
    this.counts = counts;
  }

  /** Counts of classes whose names do not matter. */
  public static Reference of(long[] counts) {
    List<String> names = new ArrayList<>(counts.length);
    for (int k = 0; k < counts.length; k++) {
      names.add("class-%05d".formatted(k));
    }
    return new Reference(names, counts.clone());
  }

  /** Counts of named classes. */
  public static Reference of(List<String> names, long[] counts) {
    if (names.size() != counts.length) {
      throw new IllegalArgumentException(
          names.size() + " class names for " + counts.length + " counts");
    }
    return new Reference(List.copyOf(names), counts.clone());
  }

  public int classes() {
    return counts.length;
  }

  /** Labels of a class. */
  public long count(int k) {
    return counts[k];
  }

  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * As our detector knows it: every class is named, also one that the reference missed.
   *
   * @param effect labels that tell as much as one independent unit
   */
  public ReferenceMix mix(DesignEffect effect) {
    Map<String, Double> weights = new HashMap<>();
    for (int k = 0; k < counts.length; k++) {
      weights.put(names.get(k), counts[k] / effect.value());
    }
    return ReferenceMix.of(MODEL, weights);
  }

  /** Live counts by the names of the classes that were seen. */
  public Map<String, Long> byName(long[] live) {
    Map<String, Long> named = new HashMap<>();
    for (int k = 0; k < live.length; k++) {
      if (live[k] > 0) {
        named.put(names.get(k), live[k]);
      }
    }
    return named;
  }
}
