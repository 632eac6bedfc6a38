package io.longshore.console.state;

import java.util.List;

/**
 * How far a consumer group is behind on one topic, seen from outside.
 *
 * @param state of the group, in a word
 * @param members of the group
 */
public record GroupLag(
    String group, String topic, String state, int members, List<Position> positions) {

  /**
   * On one partition.
   *
   * @param next offset of the record that the group goes on with
   * @param end offset behind the last record that it can read
   */
  public record Position(int partition, long next, long end) {

    /** Records that are there and not done. */
    public long lag() {
      return Math.max(0, end - next);
    }
  }

  public GroupLag {
    positions = List.copyOf(positions);
  }

  public long lag() {
    return positions.stream().mapToLong(Position::lag).sum();
  }

  /** For example {@code longshore-scorer/images}. */
  public String key() {
    return group + "/" + topic;
  }
}
