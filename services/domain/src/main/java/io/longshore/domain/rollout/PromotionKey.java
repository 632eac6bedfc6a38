package io.longshore.domain.rollout;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
    PromotionRange range = named(key).range;
    if (!range.has(value)) {
      throw new IllegalArgumentException(
          "promotion policy key %s is '%s', but must be %s".formatted(key, value, range.words()));
    }
  }

  private static PromotionKey named(String key) {
    return Arrays.stream(values())
        .filter(known -> known.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no key of a promotion policy; there are %s"
                        .formatted(
                            key,
                            Arrays.stream(values())
                                .map(PromotionKey::key)
                                .collect(Collectors.joining(", ")))));
  }
}
