package io.longshore.domain.operator;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of something that operators set, and what their values can be. A slip is answered by
 * what was probably meant.
 *
 * @param title what is set, as messages call it: {@code policy}
 * @param ranges by key
 */
public record SettableKeys(String title, Map<String, ValueRange> ranges) {

  public SettableKeys {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a " + title + " without keys");
    }
    ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
  }

  /** Those of an enum, in its order. */
  public static SettableKeys of(String title, SettableKey... keys) {
    var ranges = new LinkedHashMap<String, ValueRange>();
    for (SettableKey key : keys) {
      ranges.put(key.key(), key.range());
    }
    return new SettableKeys(title, ranges);
  }

  /**
   * Refuses a key that is none and a value that its key cannot have.
   *
   * @throws IllegalArgumentException naming the key and what was expected
   */
  public void check(String key, String value) {
    ValueRange range =
        Optional.ofNullable(ranges.get(key))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is no key of a %s; the nearest is '%s'"
                            .formatted(key, title, nearest(key))));
    if (!range.has(value)) {
      throw new IllegalArgumentException(
          "%s key %s is '%s', but must be %s".formatted(title, key, value, range.words()));
    }
  }

  private String nearest(String key) {
    return ranges.keySet().stream()
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
