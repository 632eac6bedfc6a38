package io.longshore.domain.drift;

import java.util.Arrays;

/**
 * How often labels near each other were of the same class: sums over pairs of labels of one stream,
 * by lag, which is the number of labels from one to the other.
 *
 * <p>Being sums, they add over streams, such as the partitions of a topic: no pair is made of
 * labels of two streams.
 *
 * @param labels labels seen
 * @param pairs pairs by lag; index 0 is lag 1
 * @param agreements pairs of equal class by lag
 */
public record LabelOrder(long labels, long[] pairs, long[] agreements) {
  /** The largest lag: bursts of up to half as many labels can be told from the mix. */
  public static final int LAGS = 256;

  /** No label yet. */
  public static final LabelOrder NONE = new LabelOrder(0, new long[LAGS], new long[LAGS]);

  /**
   * Sums as they were recorded.
   *
   * @throws IllegalArgumentException if there are not {@link #LAGS} lags, or more agreements than
   *     pairs
   */
  public LabelOrder {
    if (pairs.length != LAGS || agreements.length != LAGS) {
      throw new IllegalArgumentException(
          "pairs of %d and agreements of %d lags; both need %d"
              .formatted(pairs.length, agreements.length, LAGS));
    }
    for (int i = 0; i < LAGS; i++) {
      if (agreements[i] < 0 || agreements[i] > pairs[i] || pairs[i] > labels) {
        throw new IllegalArgumentException(
            "at lag %d %d of %d pairs of %d labels agree"
                .formatted(i + 1, agreements[i], pairs[i], labels));
      }
    }
    pairs = pairs.clone();
    agreements = agreements.clone();
  }

  @Override
  public long[] pairs() {
    return pairs.clone();
  }

  @Override
  public long[] agreements() {
    return agreements.clone();
  }

  /** Of the labels of both. */
  public LabelOrder plus(LabelOrder other) {
    return new LabelOrder(
        labels + other.labels, sum(pairs, other.pairs), sum(agreements, other.agreements));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelOrder that
        && labels == that.labels
        && Arrays.equals(pairs, that.pairs)
        && Arrays.equals(agreements, that.agreements);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(labels) + Arrays.hashCode(agreements);
  }

  @Override
  public String toString() {
    return "LabelOrder[labels=%d, agreements=%s]".formatted(labels, Arrays.toString(agreements));
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
