package io.longshore.bench.report;

import io.longshore.bench.continual.ContinualLedger;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.continual.MemoryContinualLedger;
import io.longshore.bench.machine.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows of continual learning in a JSON file. */
public final class JsonContinualLedger implements ContinualLedger {
  private final RowsFile file;
  private final MemoryContinualLedger rows = new MemoryContinualLedger();

  private JsonContinualLedger(RowsFile file) {
    this.file = file;
  }

  /**
   * The ledger in that file, which need not be there yet.
   *
   * @throws UnreadableResultException if the file is there and is no result of this benchmark
   */
  public static JsonContinualLedger open(Path path, Machine machine) {
    var ledger =
        new JsonContinualLedger(
            new RowsFile(
                path,
                machine,
                "percent of the test images of all classes seen, each class counting alike;"
                    + " accuracies[t][j]: of the classes of step j after step t"));
    try {
      ledger.file.read().forEach(row -> ledger.rows.put(ContinualRowJson.read(row)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableResultException(path, String.valueOf(e.getMessage()));
    }
    return ledger;
  }

  @Override
  public Optional<ContinualRow> find(ContinualSettings settings) {
    return rows.find(settings);
  }

  @Override
  public void put(ContinualRow row) {
    rows.put(row);
    file.write(rows.rows().stream().map(ContinualRowJson::write).toList());
  }

  @Override
  public List<ContinualRow> rows() {
    return rows.rows();
  }
}
