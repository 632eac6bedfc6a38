package io.longshore.console.state;

/**
 * What a partition holds.
 *
 * @param first offset of the oldest record
 * @param end offset that the next record will have
 */
public record Extent(int partition, long first, long end) {

  public long records() {
    return Math.max(0, end - first);
  }
}
