package io.longshore.domain.adaptation;

import io.longshore.domain.operator.OneOf;
import io.longshore.domain.operator.PlainRange;
import io.longshore.domain.operator.SettableKey;
import io.longshore.domain.operator.SettableKeys;
import io.longshore.domain.operator.ValueRange;

/** The keys of a policy; those that the tracker has settings for are called as they are there. */
enum PolicyKey implements SettableKey {
  STATE(OneOf.of(PolicyState.RUNNING.word(), PolicyState.PAUSED.word())),
  TRIM_STRENGTH(PlainRange.FRACTION),
  ALPHA(PlainRange.CHANCE),
  EFFECT_FLOOR(PlainRange.FRACTION),
  RETRAIN_FLOOR(PlainRange.FRACTION),
  LEAST_MIX_UNITS(PlainRange.COUNT),
  REBALANCE_PER_DAY(PlainRange.COUNT),
  COOL_DOWN(PlainRange.TIME),
  COOL_DOWN_UNITS(PlainRange.COUNT),
  REBALANCE_SECONDS(PlainRange.AMOUNT),
  REBALANCE_REGAINS(PlainRange.FRACTION),
  RETRAIN_PER_DAY(PlainRange.COUNT),
  RETRAIN_COOL_DOWN(PlainRange.TIME),
  RETRAIN_COOL_DOWN_UNITS(PlainRange.COUNT),
  RETRAIN_SECONDS(PlainRange.AMOUNT),
  RETRAIN_REGAINS(PlainRange.FRACTION),
  HORIZON_UNITS(PlainRange.COUNT),
  RIGHT_ANSWER_WORTH(PlainRange.AMOUNT),
  COMPUTE_SECOND_PRICE(PlainRange.AMOUNT),
  FIRST_MODEL_LABELS(PlainRange.AT_LEAST_ONE),
  FIRST_MODEL_MINIMUM(PlainRange.AT_LEAST_ONE),
  FIRST_MODEL_QUIET(PlainRange.TIME);

  private static final SettableKeys KEYS = SettableKeys.of("policy", values());

  @SuppressWarnings("Immutable") // as every range is
  private final ValueRange range;

  PolicyKey(ValueRange range) {
    this.range = range;
  }

  @Override
  public ValueRange range() {
    return range;
  }

  /**
   * Refuses a key that is none and a value that its key cannot have.
   *
   * @throws IllegalArgumentException naming the key and what was expected
   */
  static void check(String key, String value) {
    KEYS.check(key, value);
  }
}
