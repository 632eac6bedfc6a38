package io.longshore.standalone.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The values of a policy, in the order of its keys.
 *
 * @param rows one a key
 */
record PolicyValues(List<Row> rows) {

  /**
   * A value.
   *
   * @param from operator, default, or the setting it comes from
   */
  record Row(String key, String value, String from) {}

  /**
   * The values with where they come from.
   *
   * @param from for a key
   */
  static PolicyValues of(Map<String, String> entries, UnaryOperator<String> from) {
    var rows = new ArrayList<Row>();
    entries.forEach((key, value) -> rows.add(new Row(key, value, from.apply(key))));
    return new PolicyValues(List.copyOf(rows));
  }

  Table table() {
    var table = new Table("KEY", "VALUE", "FROM");
    rows.forEach(row -> table.row(row.key(), row.value(), row.from()));
    return table;
  }

  List<Fields> fields() {
    return rows.stream()
        .map(
            row ->
                new Fields()
                    .put("key", row.key())
                    .put("value", row.value())
                    .put("from", row.from()))
        .toList();
  }

  /** Who set something and why; empty if nothing is set. */
  static Optional<Fields> set(Map<String, String> values, String reason, Instant at) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fields().put("reason", reason).put("at", at).texts("values", values));
  }
}
