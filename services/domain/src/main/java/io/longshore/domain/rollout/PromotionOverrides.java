package io.longshore.domain.rollout;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator has set of a stream's promotion policy; the rollout service's settings say the
 * rest. Each record stands for itself: a key that it does not have is back at its setting.
 *
 * @param stream also the key of the record
 * @param values policy key to value, see {@link PromotionPolicy#entries}
 * @param reason who set it and why, in words
 * @param at when
 */
public record PromotionOverrides(
    String stream, SortedMap<String, String> values, String reason, Instant at) {

  /**
   * Refuses what is no policy.
   *
   * @throws IllegalArgumentException naming the first key that is unknown or whose value is out of
   *     range
   */
  public PromotionOverrides {
    values.forEach(PromotionKey::check);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Nothing set: the settings alone. */
  public static PromotionOverrides none(String stream) {
    return new PromotionOverrides(
        stream, new TreeMap<>(), "the rollout service's settings", Instant.EPOCH);
  }
}
