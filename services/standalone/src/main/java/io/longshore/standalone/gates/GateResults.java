package io.longshore.standalone.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.report.ResultTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the benchmark found, for machines and people.
 *
 * @param policy of the gate, by key
 * @param assumptions what the streams are like
 */
public record GateResults(
    Machine machine,
    long seed,
    long horizon,
    Map<String, String> policy,
    List<String> assumptions,
    List<GateRow> rows) {

  public static GateResults of(GateBench bench, List<GateRow> rows) {
    return new GateResults(
        Machine.here(0),
        bench.seed(),
        bench.horizon(),
        bench.policy().entries(),
        List.of(
            "100 classes, IF 100, trained on 500 to 5 images; 3% of the labels are of few-shot classes",
            "accuracy of the live model: 80% many, 65% medium, 40% few",
            "exactly one of the models is right on 10% of the images of every class",
            "bursts: units of 5 images of one class, nine in ten with the outcome of the first"),
        rows);
  }

  public String json() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of text and numbers can be written", e);
    }
  }

  public ResultTable table() {
    return new ResultTable(GateRow.HEADINGS, rows.stream().map(GateResults::line).toList());
  }

  private static List<String> line(GateRow row) {
    return List.of(
        row.scenario(),
        row.burst() == 1 ? "-" : "of " + row.burst(),
        row.judge(),
        Integer.toString(row.runs()),
        percent((double) row.promoted() / row.runs()),
        percent((double) row.refused() / row.runs()),
        percent((double) row.undecided() / row.runs()),
        percent((double) row.right() / row.runs()),
        percent(row.rightAtLeast()),
        percent(row.rightAtMost()),
        row.medianLabels() < 0 ? "-" : String.format(Locale.ROOT, "%,d", row.medianLabels()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
