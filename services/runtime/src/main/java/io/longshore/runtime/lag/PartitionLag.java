package io.longshore.runtime.lag;

/**
 * How far a group is behind in a partition.
 *
 * @param group its id in the cluster
 * @param topic full name
 * @param position offset at which it would go on
 * @param end offset behind the last record that readers of committed records may see
 */
public record PartitionLag(String group, String topic, int partition, long position, long end) {

  /**
   * Records between the two; 0 if the position lies beyond the end, which happens when both are
   * asked for one after the other.
   */
  public long records() {
    return Math.max(0, end - position);
  }
}
