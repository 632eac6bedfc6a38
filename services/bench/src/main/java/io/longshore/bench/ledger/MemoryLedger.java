package io.longshore.bench.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps rows for as long as the process lives. */
public final class MemoryLedger<S, R> implements Ledger<S, R> {
  private final Function<R, S> settings;
  private final Map<S, R> rows = new LinkedHashMap<>();

  /**
   * @param settings of a row
   */
  public MemoryLedger(Function<R, S> settings) {
    this.settings = settings;
  }

  @Override
  public Optional<R> find(S wanted) {
    return Optional.ofNullable(rows.get(wanted));
  }

  @Override
  public void put(R row) {
    rows.put(settings.apply(row), row);
  }

  @Override
  public void remove(S unwanted) {
    rows.remove(unwanted);
  }

  @Override
  public List<R> rows() {
    return List.copyOf(rows.values());
  }
}
