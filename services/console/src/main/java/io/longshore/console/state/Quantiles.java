package io.longshore.console.state;

import java.util.Arrays;
import java.util.Collection;

/** Nearest-rank quantiles of a sample. */
public final class Quantiles {
  private final long[] sorted;

  /**
   * @param sample at least one number
   */
  public Quantiles(Collection<Long> sample) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException("quantiles of nothing");
    }
    this.sorted = sample.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
  }

  /**
   * The smallest number that at least this share of the sample does not exceed.
   *
   * @param share in (0, 1]
   */
  public long at(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  public int size() {
    return sorted.length;
  }
}
