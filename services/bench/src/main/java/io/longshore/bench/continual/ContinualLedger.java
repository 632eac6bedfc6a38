package io.longshore.bench.continual;

import java.util.List;
import java.util.Optional;

/** Where rows are kept as they come, so that a benchmark that is cut loses none. */
public interface ContinualLedger {

  /** A row of an equal experiment. */
  Optional<ContinualRow> find(ContinualSettings settings);

  /** Adds a row, in place of one of an equal experiment. */
  void put(ContinualRow row);

  /** All rows in the order they came. */
  List<ContinualRow> rows();
}
