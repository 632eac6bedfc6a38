package io.longshore.bench.report;

import io.longshore.bench.machine.Machine;
import io.longshore.bench.ssd.Ledger;
import io.longshore.bench.ssd.MemoryLedger;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows in a JSON file. */
public final class JsonLedger implements Ledger {
  private final RowsFile file;
  private final MemoryLedger rows = new MemoryLedger();

  private JsonLedger(RowsFile file) {
    this.file = file;
  }

  /**
   * The ledger in that file, which need not be there yet.
   *
   * @throws UnreadableResultException if the file is there and is no result of a benchmark
   */
  public static JsonLedger open(Path path, Machine machine) {
    var ledger =
        new JsonLedger(
            new RowsFile(
                path, machine, "percent of test images, mean over classes, at the last epoch"));
    try {
      ledger.file.read().forEach(row -> ledger.rows.put(RowJson.read(row)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableResultException(path, String.valueOf(e.getMessage()));
    }
    return ledger;
  }

  private void write() {
    file.write(rows.rows().stream().map(RowJson::write).toList());
  }

  @Override
  public Optional<Row> find(Settings settings) {
    return rows.find(settings);
  }

  @Override
  public void put(Row row) {
    rows.put(row);
    write();
  }

  @Override
  public void remove(Settings settings) {
    if (rows.find(settings).isPresent()) {
      rows.remove(settings);
      write();
    }
  }

  @Override
  public List<Row> rows() {
    return rows.rows();
  }
}
