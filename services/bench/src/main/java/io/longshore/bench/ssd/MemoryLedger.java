package io.longshore.bench.ssd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps rows for as long as the process lives. */
public final class MemoryLedger implements Ledger {
  private final Map<Settings, Row> rows = new LinkedHashMap<>();

  @Override
  public Optional<Row> find(Settings settings) {
    return Optional.ofNullable(rows.get(settings));
  }

  @Override
  public void put(Row row) {
    rows.put(row.settings(), row);
  }

  @Override
  public void remove(Settings settings) {
    rows.remove(settings);
  }

  @Override
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
