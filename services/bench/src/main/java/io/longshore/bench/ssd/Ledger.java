package io.longshore.bench.ssd;

import java.util.List;
import java.util.Optional;

/** Where rows are kept as they come, so that a benchmark that is cut loses none. */
public interface Ledger {

  /** A row of an equal experiment. */
  Optional<Row> find(Settings settings);

  /** Adds a row, in place of one of an equal experiment. */
  void put(Row row);

  /** Forgets the row of that experiment. */
  void remove(Settings settings);

  /** All rows in the order they came. */
  List<Row> rows();
}
