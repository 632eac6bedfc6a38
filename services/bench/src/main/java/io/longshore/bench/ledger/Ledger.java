package io.longshore.bench.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Where rows are kept as they come, so that a benchmark that is cut loses none.
 *
 * @param <S> all that a row's numbers rest on: rows of equal settings are of the same experiment
 * @param <R> a row
 */
public interface Ledger<S, R> {

  /** A row of an equal experiment. */
  Optional<R> find(S settings);

  /** Adds a row, in place of one of an equal experiment. */
  void put(R row);

  /** Forgets the row of that experiment. */
  void remove(S settings);

  /** All rows in the order they came. */
  List<R> rows();
}
