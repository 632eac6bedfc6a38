package io.longshore.console.state;

import java.util.List;
import java.util.OptionalLong;

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
   * @param committed empty if never
   */
  public record Position(Extent extent, OptionalLong committed) {

    /** Records that are there and not done. */
    public long lag() {
      return Math.max(0, extent.end() - Math.max(extent.first(), committed.orElse(extent.first())));
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
