package io.longshore.bench.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps rows for as long as the process lives. */
public final class MemoryContinualLedger implements ContinualLedger {
  private final Map<ContinualSettings, ContinualRow> rows = new LinkedHashMap<>();

  @Override
  public Optional<ContinualRow> find(ContinualSettings settings) {
    return Optional.ofNullable(rows.get(settings));
  }

  @Override
  public void put(ContinualRow row) {
    rows.put(row.settings(), row);
  }

  @Override
  public List<ContinualRow> rows() {
    return List.copyOf(rows.values());
  }
}
