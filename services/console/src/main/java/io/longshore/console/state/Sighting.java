package io.longshore.console.state;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What the cluster said at one moment.
 *
 * @param topics by name without prefix; those that are not there are missing
 * @param millis from image to prediction, of some images scored since the last sighting
 */
public record Sighting(
    Instant at, SortedMap<String, List<Extent>> topics, List<GroupLag> lags, List<Long> millis) {

  /** Sum of the ends of a topic; 0 if it is not there. */
  public long end(String topic) {
    return topics.getOrDefault(topic, List.of()).stream().mapToLong(Extent::end).sum();
  }
}
