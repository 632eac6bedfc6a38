package io.longshore.domain.drift;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/** Classes in the order in which their labels come. */
final class Arrivals {

  private Arrivals() {}

  /** Each draw from the mix comes as often in a row as is said for its number. */
  static IntSupplier bursts(double[] mix, long seed, IntUnaryOperator length) {
    double[] cumulative = mix.clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
    var random = new SplittableRandom(seed);
    return new IntSupplier() {
      private int drawn;
      private int last;
      private int left;

      @Override
      public int getAsInt() {
        if (left == 0) {
          last = draw(cumulative, random);
          left = length.applyAsInt(drawn++);
        }
        left--;
        return last;
      }
    };
  }

  /** One label of each stream in turn. */
  static IntSupplier interleaved(IntSupplier... streams) {
    int[] next = new int[1];
    return () -> streams[next[0]++ % streams.length].getAsInt();
  }

  /** Independent labels of a mix that goes from one to the other and back in so many labels. */
  static IntSupplier turning(double[] one, double[] other, int labels, long seed) {
    var random = new SplittableRandom(seed);
    var first = bursts(one, random.nextLong(), i -> 1);
    var second = bursts(other, random.nextLong(), i -> 1);
    int[] at = new int[1];
    return () -> {
      double share = (1 + Math.cos(2 * Math.PI * at[0]++ / labels)) / 2;
      return (random.nextDouble() < share ? first : second).getAsInt();
    };
  }

  private static int draw(double[] cumulative, SplittableRandom random) {
    int at = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(at < 0 ? -at - 1 : at, cumulative.length - 1);
  }
}
