package io.longshore.bench.continual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** In which order the classes of a long tail arrive: the two scenarios of LT-CIL. */
public enum ClassOrder {
  /** At random, so that every task is a small long tail of its own. */
  SHUFFLED {
    @Override
    List<Integer> of(int[] counts, long seed) {
      List<Integer> classes = byFrequency(counts);
      var random = new SplittableRandom(seed);
      for (int last = classes.size() - 1; last > 0; last--) {
        int other = random.nextInt(last + 1);
        classes.set(last, classes.set(other, classes.get(last)));
      }
      return List.copyOf(classes);
    }
  },
  /** The most frequent first, so that every task is poorer than the one before. */
  ORDERED {
    @Override
    List<Integer> of(int[] counts, long seed) {
      return List.copyOf(byFrequency(counts));
    }
  };

  /**
   * A permutation of the classes.
   *
   * @param counts training images of each class
   */
  abstract List<Integer> of(int[] counts, long seed);

  /** The name on the command line and in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<Integer> byFrequency(int[] counts) {
    return IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingInt((Integer c) -> -counts[c]).thenComparing(c -> c))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
