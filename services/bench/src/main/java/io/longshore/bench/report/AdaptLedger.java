package io.longshore.bench.report;

import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.machine.Machine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of adaptation, in a JSON file where there is one. */
public final class AdaptLedger {
  private static final String ACCURACY =
      "percent of what was asked after the first change of the mix; balanced: mean over the classes,"
          + " of unlabelled probes; prequential: of labelled images of the stream, before they could"
          + " be learned from; alarmToLiveSeconds: from the first alarm after the change to the first"
          + " answer under the gear";

  private final Optional<RowsFile> file;
  private final Map<AdaptSettings, AdaptRow> rows = new LinkedHashMap<>();

  private AdaptLedger(Optional<RowsFile> file) {
    this.file = file;
  }

  /** One that lasts as long as the process. */
  public static AdaptLedger inMemory() {
    return new AdaptLedger(Optional.empty());
  }

  /**
   * The ledger in that file, which need not be there yet.
   *
   * @throws UnreadableResultException if the file is there and is no result of this benchmark
   */
  public static AdaptLedger open(Path path, Machine machine) {
    var file = new RowsFile(path, machine, ACCURACY);
    var ledger = new AdaptLedger(Optional.of(file));
    try {
      file.read().stream()
          .map(AdaptRowJson::read)
          .forEach(row -> ledger.rows.put(row.settings(), row));
    } catch (IllegalArgumentException e) {
      throw new UnreadableResultException(path, String.valueOf(e.getMessage()));
    }
    return ledger;
  }

  public Optional<AdaptRow> find(AdaptSettings settings) {
    return Optional.ofNullable(rows.get(settings));
  }

  /** Keeps a row, on the disk when this returns. */
  public void put(AdaptRow row) {
    rows.put(row.settings(), row);
    file.ifPresent(f -> f.write(rows.values().stream().map(AdaptRowJson::write).toList()));
  }

  /** All rows in the order in which they came. */
  public List<AdaptRow> rows() {
    return List.copyOf(rows.values());
  }
}
