package io.longshore.domain.adaptation;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator has set of a stream's policy; the tracker's settings say the rest. Each record
 * stands for itself: a key that it does not have is back at its setting.
 *
 * @param stream also the key of the record
 * @param values policy key to value, see {@link Policy#entries}
 * @param reason who set it and why, in words
 * @param at when
 */
public record PolicyOverrides(
    String stream, SortedMap<String, String> values, String reason, Instant at) {

  /**
   * Refuses what is no policy.
   *
   * @throws IllegalArgumentException naming the first key that is unknown or whose value is out of
   *     range
   */
  public PolicyOverrides {
    values.forEach(PolicyKey::check);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Nothing set: the settings alone. */
  public static PolicyOverrides none(String stream) {
    return new PolicyOverrides(stream, new TreeMap<>(), "the tracker's settings", Instant.EPOCH);
  }
}
