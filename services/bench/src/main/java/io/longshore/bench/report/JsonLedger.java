package io.longshore.bench.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.drift.DriftPlan;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Rows in a JSON file, which need not be there yet. Opening one throws {@link
 * UnreadableResultException} if the file is there and is no result of the benchmark.
 */
public final class JsonLedger<S, R> implements Ledger<S, R> {
  private final RowsFile file;
  private final RowFormat<S, R> format;
  private final MemoryLedger<S, R> rows;

  private JsonLedger(RowsFile file, RowFormat<S, R> format) {
    this.file = file;
    this.format = format;
    this.rows = new MemoryLedger<>(format.settings());
  }

  /** Rows of recipes. */
  public static JsonLedger<Settings, Row> ssd(Path path, Machine machine) {
    return open(
        new RowsFile(
            path,
            machine,
            accuracy("percent of test images, mean over classes, at the last epoch")),
        new RowFormat<>(Row::settings, RowJson::write, RowJson::read));
  }

  /** Rows of continual learning. */
  public static JsonLedger<ContinualSettings, ContinualRow> ltCil(Path path, Machine machine) {
    return open(
        new RowsFile(
            path,
            machine,
            accuracy(
                "percent of the test images of all classes seen, each class counting alike;"
                    + " accuracies[t][j]: of the classes of step j after step t")),
        new RowFormat<>(ContinualRow::settings, ContinualRowJson::write, ContinualRowJson::read));
  }

  /**
   * Rows of drift detection.
   *
   * @param plan is told beside the machine, as far as it is the same for all rows
   */
  public static JsonLedger<DriftSettings, DriftRow> drift(
      Path path, Machine machine, DriftPlan plan) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("seed", plan.seed());
    head.put("alpha", plan.alpha());
    head.put("horizon", plan.horizon());
    head.put("look", plan.look());
    ObjectNode reference = head.putObject("referenceLabels");
    plan.classes()
        .forEach(classes -> reference.put(classes.toString(), DriftPlan.reference(classes)));
    return open(
        new RowsFile(path, machine, head),
        new RowFormat<>(DriftRow::settings, DriftRowJson::write, DriftRowJson::read));
  }

  /** Rows of adaptation. */
  public static JsonLedger<AdaptSettings, AdaptRow> adapt(Path path, Machine machine) {
    return open(
        new RowsFile(
            path,
            machine,
            accuracy(
                "percent of what was asked after the first change of the mix; balanced: mean over the"
                    + " classes, of unlabelled probes; prequential: of labelled images of the stream,"
                    + " before they could be learned from; alarmToLiveSeconds: from the first alarm"
                    + " after the change to the first answer under the gear")),
        new RowFormat<>(AdaptRow::settings, AdaptRowJson::write, AdaptRowJson::read));
  }

  private static ObjectNode accuracy(String meaning) {
    return JsonNodeFactory.instance.objectNode().put("accuracy", meaning);
  }

  private static <S, R> JsonLedger<S, R> open(RowsFile file, RowFormat<S, R> format) {
    var ledger = new JsonLedger<>(file, format);
    try {
      file.read().forEach(row -> ledger.rows.put(format.read().apply(row)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableResultException(file.file(), String.valueOf(e.getMessage()));
    }
    return ledger;
  }

  private void write() {
    file.write(rows.rows().stream().map(format.write()).toList());
  }

  @Override
  public Optional<R> find(S settings) {
    return rows.find(settings);
  }

  @Override
  public void put(R row) {
    rows.put(row);
    write();
  }

  @Override
  public void remove(S settings) {
    if (rows.find(settings).isPresent()) {
      rows.remove(settings);
      write();
    }
  }

  @Override
  public List<R> rows() {
    return rows.rows();
  }
}
