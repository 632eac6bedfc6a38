package io.longshore.domain.adaptation;

import java.util.Arrays;
import java.util.Comparator;
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
    PolicyRange range = named(key).range;
    if (!range.has(value)) {
      throw new IllegalArgumentException(
          "policy key %s is '%s', but must be %s".formatted(key, value, range.words()));
    }
  }

  private static PolicyKey named(String key) {
    return Arrays.stream(values())
        .filter(known -> known.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no key of a policy; the nearest is '%s'"
                        .formatted(key, nearest(key))));
  }

  private static String nearest(String key) {
    return Arrays.stream(values())
        .map(PolicyKey::key)
        .min(Comparator.comparingInt(known -> edits(key, known)))
        .orElseThrow();
  }

  /** Levenshtein's distance: letters to insert, delete or replace. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
