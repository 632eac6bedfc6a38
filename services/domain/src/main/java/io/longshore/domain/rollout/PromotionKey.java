package io.longshore.domain.rollout;

import io.longshore.domain.operator.SettableKeys;
import io.longshore.domain.operator.ValueRange;
import java.util.LinkedHashMap;
import java.util.Locale;

/** The keys of a promotion policy, called as the settings of the rollout service are. */
enum PromotionKey {
  REBALANCE_PATH(PromotionRange.PATH),
  RETRAIN_PATH(PromotionRange.PATH),
  SHADOW_SHARE(PromotionRange.FRACTION),
  CANARY_SHARE(PromotionRange.FRACTION),
  GUARD_SHARE(PromotionRange.FRACTION),
  MARGIN_OVERALL(PromotionRange.FRACTION),
  MARGIN_MANY(PromotionRange.FRACTION),
  MARGIN_MEDIUM(PromotionRange.FRACTION),
  MARGIN_FEW(PromotionRange.FRACTION),
  ALPHA(PromotionRange.CHANCE),
  MINIMUM_LABELS(PromotionRange.COUNT),
  REQUIRE(PromotionRange.REQUIREMENT),
  FALL(PromotionRange.FALL),
  PATIENCE(PromotionRange.TIME),
  VERIFY_PATIENCE(PromotionRange.TIME),
  LABEL_DELAY(PromotionRange.TIME),
  GUARD_PERIOD(PromotionRange.TIME);

  private static final SettableKeys KEYS = keys();

  private final PromotionRange range;

  PromotionKey(PromotionRange range) {
    this.range = range;
  }

  /** For example {@code guard-share}. */
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
    for (PromotionKey known : values()) {
      ranges.put(known.key(), known.range);
    }
    return new SettableKeys("promotion policy", ranges);
  }
}
