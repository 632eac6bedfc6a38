package io.longshore.bench.report;

import io.longshore.bench.ssd.Row;
import java.util.List;

/** Names data set and imbalance where rows differ in them, and only there. */
enum TaskLabel {
  SAME {
    @Override
    String of(Row row, String name) {
      return name;
    }
  },
  DIFFERENT {
    @Override
    String of(Row row, String name) {
      return "%s IF %d: %s".formatted(row.settings().dataset(), row.settings().imbalance(), name);
    }
  };

  abstract String of(Row row, String name);

  static TaskLabel among(List<Row> rows) {
    long tasks =
        rows.stream()
            .map(row -> row.settings().dataset() + row.settings().imbalance())
            .distinct()
            .count();
    return tasks > 1 ? DIFFERENT : SAME;
  }
}
