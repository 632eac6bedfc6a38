package io.longshore.bench.drift;

import io.longshore.domain.drift.ReferenceMix;
import io.longshore.domain.model.ModelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The labels that live ones are held against, by class. */
public final class Reference {
  private static final ModelVersion MODEL = new ModelVersion("0".repeat(64));

  private final List<String> names;
  private final long[] counts;
  private final int[] heaviestFirst;
  private Optional<ReferenceMix> mix = Optional.empty();

  private Reference(List<String> names, long[] counts) {
    this.names = names;
    this.counts = counts;
    this.heaviestFirst =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingLong(k -> -counts[k]))
            .mapToInt(Integer::intValue)
            .toArray();
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

  /** As our detector knows it: every class is named, also one that the reference missed. */
  public ReferenceMix mix() {
    if (mix.isEmpty()) {
      Map<String, Double> weights = new HashMap<>();
      for (int k = 0; k < counts.length; k++) {
        weights.put(names.get(k), (double) counts[k]);
      }
      mix = Optional.of(ReferenceMix.of(MODEL, weights));
    }
    return mix.get();
  }

  Map<String, Long> named(UnaryOperator<long[]> tempering, long[] live) {
    long[] ordered = new long[live.length];
    Arrays.setAll(ordered, i -> live[heaviestFirst[i]]);
    long[] units = tempering.apply(ordered);
    Map<String, Long> named = new HashMap<>();
    for (int i = 0; i < units.length; i++) {
      if (units[i] > 0) {
        named.put(names.get(heaviestFirst[i]), units[i]);
      }
    }
    return named;
  }
}
