package io.longshore.domain.adaptation;

import io.longshore.domain.operator.SettableKeys;
import io.longshore.domain.operator.ValueRange;
import java.util.LinkedHashMap;
import java.util.Locale;

/** The keys of a policy; those that the tracker has settings for are called as they are there. */
enum PolicyKey {
  STATE(PolicyRange.STATE),
  TRIM_STRENGTH(PolicyRange.FRACTION),
  ALPHA(PolicyRange.CHANCE),
  EFFECT_FLOOR(PolicyRange.FRACTION),
  RETRAIN_FLOOR(PolicyRange.FRACTION),
  LEAST_MIX_UNITS(PolicyRange.COUNT),
  REBALANCE_PER_DAY(PolicyRange.COUNT),
  COOL_DOWN(PolicyRange.TIME),
  COOL_DOWN_UNITS(PolicyRange.COUNT),
  REBALANCE_SECONDS(PolicyRange.AMOUNT),
  REBALANCE_REGAINS(PolicyRange.FRACTION),
  RETRAIN_PER_DAY(PolicyRange.COUNT),
  RETRAIN_COOL_DOWN(PolicyRange.TIME),
  RETRAIN_COOL_DOWN_UNITS(PolicyRange.COUNT),
  RETRAIN_SECONDS(PolicyRange.AMOUNT),
  RETRAIN_REGAINS(PolicyRange.FRACTION),
  HORIZON_UNITS(PolicyRange.COUNT),
  RIGHT_ANSWER_WORTH(PolicyRange.AMOUNT),
  COMPUTE_SECOND_PRICE(PolicyRange.AMOUNT),
  FIRST_MODEL_LABELS(PolicyRange.AT_LEAST_ONE),
  FIRST_MODEL_MINIMUM(PolicyRange.AT_LEAST_ONE),
  FIRST_MODEL_QUIET(PolicyRange.TIME);

  private static final SettableKeys KEYS = keys();

  private final PolicyRange range;

  PolicyKey(PolicyRange range) {
    this.range = range;
  }

  /** For example {@code effect-floor}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Refuses a key that is none and a value that its key cannot have.
   *
   * @throws IllegalArgumentException naming the key and what was expected
   */
  static void check(String key, String value) {
    KEYS.check(key, value);
  }

  private static SettableKeys keys() {
    var ranges = new LinkedHashMap<String, ValueRange>();
    for (PolicyKey known : values()) {
      ranges.put(known.key(), known.range);
    }
    return new SettableKeys("policy", ranges);
  }
}
