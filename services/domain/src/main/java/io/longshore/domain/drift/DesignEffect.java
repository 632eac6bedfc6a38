package io.longshore.domain.drift;

/**
 * How many labels tell as much as one independent unit: 1 if labels come independently, b if the
 * same class comes b times in a row, as from the frames of a video.
 *
 * <p>Kish's design effect (Survey Sampling, 1965) for labels in the order they came. With A_l the
 * share of pairs l labels apart that agree, and A* that of pairs further apart than a window W,
 *
 * <pre>d = 1 + 2 sum over l up to W of rho_l,    rho_l = (A_l - A*) / (1 - A*)</pre>
 *
 * by which the variance of a class's count exceeds that of independent labels, averaged over
 * classes. W is the shortest of 8, 16, 32, 64, 128 labels of at least 3 d (Madras and Sokal,
 * Journal of Statistical Physics 50, 1988). Three times it is made larger: to the mean length of a
 * burst, r = 1 / (1 - rho_1), if that is more, as in the first labels; its excess over 1 by sqrt(d
 * / r), at most twofold, because where bursts differ in length a single long one of a rare class
 * weighs more than variance tells; and by 1 + sqrt((d - 1) / n) for being estimated from n labels.
 *
 * <p>A* takes the place of the sum of squared shares: labels are compared with others a little
 * further away, not with a reference. So a mix that moved is no burst, nor is one that moves slowly
 * against 256 labels, or against an eighth of all labels if these are fewer than 2,048: soon after
 * a beginning a change of the mix would else pass for one long burst. A stream of one class cannot
 * be told from one burst; it has the largest effect, 257 before the last factor, so that it is
 * evidence after some thousand labels. Bursts of more than 128 labels are understated.
 *
 * @param value labels per independent unit, at least 1
 */
public record DesignEffect(double value) {
  /** Labels are independent units, as when their units are known and counted once. */
  public static final DesignEffect NONE = new DesignEffect(1);

  private static final int LONGEST_WINDOW = LabelOrder.LAGS / 2;
  private static final int SHORTEST_WINDOW = 8;
  private static final int LABELS_A_LAG = 8;
  private static final int LEAST_REACH = 64;
  private static final double LARGEST = 1 + 2 * LONGEST_WINDOW;

  public DesignEffect {
    if (!(value >= 1)) {
      throw new IllegalArgumentException("a design effect of " + value + "; at least 1 is needed");
    }
  }

  /** The effect of labels that came in this order; the largest before anything is known. */
  public static DesignEffect of(LabelOrder order) {
    return of(order, 1);
  }

  /**
   * The effect on a whole stream that was cut at random, from the orders within its parts. Of the
   * others of its burst a label meets only every parts-th in its own part, and that one as many
   * times nearer.
   *
   * @param order sum over the parts
   * @param parts such as the partitions of a topic whose keys are hashed, at least 1
   */
  public static DesignEffect of(LabelOrder order, int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("a stream in " + parts + " parts; at least 1 is needed");
    }
    long reach = Math.max(LEAST_REACH, Math.min(LabelOrder.LAGS, order.labels() / LABELS_A_LAG));
    int lags = Math.max(2 * SHORTEST_WINDOW, (int) (reach / parts));
    double within = estimate(order.pairs(), order.agreements(), lags);
    double effect = 1 + parts * (within - 1);
    return new DesignEffect(effect * (1 + Math.sqrt((effect - 1) / Math.max(1, order.labels()))));
  }

  /**
   * Whole numbers of units that tell as much as these labels; all together, and for any categories
   * that stand next to each other, within one of labels / value.
   *
   * <p>Cumulative counts are divided and rounded, not the counts: rounding each down would take
   * every category of one label away. Used in place of counts in an e-process they keep its budget
   * exactly only if they are the counts of independent units, as with bursts of one length and
   * {@link #value} equal to it; else it is kept as far as simulations go. At a value of 1 nothing
   * is changed.
   *
   * @param labels by category, those of similar frequency next to each other
   */
  public long[] tempered(long[] labels) {
    long[] units = new long[labels.length];
    long seen = 0;
    long before = 0;
    for (int k = 0; k < labels.length; k++) {
      seen += labels[k];
      long upToHere = Math.round(seen / value);
      units[k] = upToHere - before;
      before = upToHere;
    }
    return units;
  }

  private static double estimate(long[] pairs, long[] agreements, int lags) {
    double chance = share(pairs, agreements, SHORTEST_WINDOW, lags);
    if (!(chance < 1)) {
      return LARGEST;
    }
    double meanLength = Math.max(1, 1 / (1 - excess(share(pairs, agreements, 0, 1), chance)));
    double effect = meanLength;
    for (int window = SHORTEST_WINDOW; 2 * window <= lags; window *= 2) {
      effect = Math.max(effect, within(window, lags, pairs, agreements));
      if (3 * effect <= window) {
        break;
      }
    }
    double uneven = Math.min(2, Math.sqrt(effect / meanLength));
    return Math.min(LARGEST, 1 + (effect - 1) * uneven);
  }

  /** 1 + 2 sum of rho_l; the largest effect if there is nothing further away to compare with. */
  private static double within(int window, int lags, long[] pairs, long[] agreements) {
    double chance = share(pairs, agreements, window, lags);
    if (!(chance < 1)) {
      return LARGEST;
    }
    double sum = 0;
    for (int i = 0; i < window; i++) {
      sum += excess(share(pairs, agreements, i, i + 1), chance);
    }
    return 1 + 2 * sum;
  }

  private static double excess(double share, double chance) {
    return (share - chance) / (1 - chance);
  }

  /** Of pairs that agree, from one index to before another; not a number without pairs. */
  private static double share(long[] pairs, long[] agreements, int from, int to) {
    double all = 0;
    double agreed = 0;
    for (int i = from; i < to; i++) {
      all += pairs[i];
      agreed += agreements[i];
    }
    return agreed / all;
  }
}
