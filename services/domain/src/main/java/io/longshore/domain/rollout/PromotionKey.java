package io.longshore.domain.rollout;

import io.longshore.domain.operator.OneOf;
import io.longshore.domain.operator.PlainRange;
import io.longshore.domain.operator.SettableKey;
import io.longshore.domain.operator.SettableKeys;
import io.longshore.domain.operator.ValueRange;
import java.util.Arrays;

/** The keys of a promotion policy, called as the settings of the rollout service are. */
enum PromotionKey implements SettableKey {
  REBALANCE_PATH(path()),
  RETRAIN_PATH(path()),
  SHADOW_SHARE(PlainRange.FRACTION),
  CANARY_SHARE(PlainRange.FRACTION),
  GUARD_SHARE(PlainRange.FRACTION),
  MARGIN_OVERALL(PlainRange.FRACTION),
  MARGIN_MANY(PlainRange.FRACTION),
  MARGIN_MEDIUM(PlainRange.FRACTION),
  MARGIN_FEW(PlainRange.FRACTION),
  ALPHA(PlainRange.CHANCE),
  MINIMUM_LABELS(PlainRange.COUNT),
  REQUIRE(OneOf.of("non-inferiority", "superiority")),
  FALL(OneOf.of("any", "beyond-margin")),
  PATIENCE(PlainRange.TIME),
  VERIFY_PATIENCE(PlainRange.TIME),
  LABEL_DELAY(PlainRange.TIME),
  GUARD_PERIOD(PlainRange.TIME);

  private static final SettableKeys KEYS = SettableKeys.of("promotion policy", values());

  @SuppressWarnings("Immutable") // as every range is
  private final ValueRange range;

  PromotionKey(ValueRange range) {
    this.range = range;
  }

  private static ValueRange path() {
    return new OneOf(Arrays.stream(PromotionPath.values()).map(PromotionPath::word).toList());
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
