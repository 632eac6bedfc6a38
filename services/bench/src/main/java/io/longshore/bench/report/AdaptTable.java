package io.longshore.bench.report;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptScores;
import io.longshore.bench.adapt.AdaptSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of adaptation as people read them. */
public final class AdaptTable {
  private static final List<String> HEADINGS =
      List.of(
          "POLICY",
          "WHAT",
          "DATA",
          "SEED",
          "BALANCED",
          "GAIN",
          "AT END",
          "PREQUENTIAL",
          "GAIN",
          "AT END",
          "TRIM",
          "REBALANCE",
          "RETRAIN",
          "TIME");

  private AdaptTable() {}

  /** A line for each row; gains are over the row without adaptation of the same experiment. */
  public static ResultTable of(List<AdaptRow> rows) {
    return new ResultTable(HEADINGS, rows.stream().map(row -> line(row, rows)).toList());
  }

  private static List<String> line(AdaptRow row, List<AdaptRow> rows) {
    AdaptSettings settings = row.settings();
    AdaptScores scores = row.scores();
    Optional<AdaptScores> base = base(row, rows);
    var cells = new ArrayList<String>();
    cells.add(settings.policy());
    cells.add(row.title());
    cells.add(settings.dataset() + " IF " + settings.imbalance());
    cells.add(Long.toString(settings.seed()));
    cells.add(percent(scores.balanced()));
    cells.add(base.map(b -> gain(scores.balanced() - b.balanced())).orElse("-"));
    cells.add(percent(scores.balancedAtEnd()));
    cells.add(percent(scores.prequential()));
    cells.add(base.map(b -> gain(scores.prequential() - b.prequential())).orElse("-"));
    cells.add(percent(scores.prequentialAtEnd()));
    for (AdaptPolicy.Speed gear : AdaptPolicy.Speed.values()) {
      cells.add(
          Optional.ofNullable(row.alarmToLiveSeconds().get(gear.word()))
              .map(seconds -> String.format(Locale.ROOT, "%.1f s", seconds))
              .orElse("-"));
    }
    cells.add(Time.of(row.seconds()));
    return cells;
  }

  private static Optional<AdaptScores> base(AdaptRow row, List<AdaptRow> rows) {
    AdaptSettings wanted = row.settings().withPolicy(AdaptPolicy.NONE.word());
    return rows.stream()
        .filter(other -> other.settings().equals(wanted))
        .map(AdaptRow::scores)
        .findFirst();
  }

  private static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "-";
  }

  private static String gain(double points) {
    return Double.isFinite(points) ? String.format(Locale.ROOT, "%+.1f", points) : "-";
  }
}
