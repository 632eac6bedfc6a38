package io.longshore.domain.drift;

import java.util.Arrays;

/**
 * The labels of one stream in the order they came, as far as their {@link LabelOrder} needs them: a
 * label costs {@link LabelOrder#LAGS} comparisons, however many classes there are. Not safe for
 * several threads.
 */
public final class LabelSequence {
  private final long[] agreements;
  private final int[] recent = new int[8 * LabelOrder.LAGS];
  private int end;
  private long labels;

  /** A stream of which nothing was seen. */
  public LabelSequence() {
    this.agreements = new long[LabelOrder.LAGS];
  }

  private LabelSequence(LabelOrder order, int[] recent) {
    this.agreements = order.agreements();
    this.labels = order.labels();
    this.end = recent.length;
    System.arraycopy(recent, 0, this.recent, 0, end);
  }

  /**
   * Goes on where a stream was left.
   *
   * @param order its {@link #order()}
   * @param recent its {@link #recent()}
   * @throws IllegalArgumentException if they are not of the same moment
   */
  public static LabelSequence resumed(LabelOrder order, int[] recent) {
    if (recent.length != Math.min(order.labels(), LabelOrder.LAGS)) {
      throw new IllegalArgumentException(
          "%d recent classes with an order of %d labels".formatted(recent.length, order.labels()));
    }
    return new LabelSequence(order, recent);
  }

  /**
   * The next label.
   *
   * @param classId any number that tells classes apart, such as the hash code of a class's name
   */
  public void add(int classId) {
    int seen = Math.min(end, LabelOrder.LAGS);
    for (int lag = 1; lag <= seen; lag++) {
      agreements[lag - 1] += recent[end - lag] == classId ? 1 : 0;
    }
    if (end == recent.length) {
      System.arraycopy(recent, end - LabelOrder.LAGS, recent, 0, LabelOrder.LAGS);
      end = LabelOrder.LAGS;
    }
    recent[end++] = classId;
    labels++;
  }

  /** The sums so far. */
  public LabelOrder order() {
    long[] pairs = new long[LabelOrder.LAGS];
    Arrays.setAll(pairs, i -> Math.max(0, labels - i - 1));
    return new LabelOrder(labels, pairs, agreements);
  }

  /** The last classes, oldest first, at most {@link LabelOrder#LAGS}. */
  public int[] recent() {
    return Arrays.copyOfRange(recent, Math.max(0, end - LabelOrder.LAGS), end);
  }
}
