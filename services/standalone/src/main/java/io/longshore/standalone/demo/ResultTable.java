package io.longshore.standalone.demo;

import io.longshore.standalone.cli.Percent;
import io.longshore.standalone.cli.Table;
import java.util.Locale;

/** The result of the story as people read it. */
final class ResultTable {

  private ResultTable() {}

  static String of(StoryResult result) {
    var models = new Table("MODEL", "GEAR", "PARENT", "MANY", "MEDIUM", "FEW", "BALANCED");
    result.models().forEach(row -> row(models, row));
    row(models, result.control());
    StoryResult.Seconds seconds = result.seconds();
    StoryResult.Images images = result.images();
    var times =
        new Table("", "")
            .row("first model live", seconds(seconds.firstModel()))
            .row("alarm -> trim", seconds(seconds.alarmToTrim()))
            .row("alarm -> rebalanced head live", seconds(seconds.alarmToHead()))
            .row("alarm -> retrained student live", seconds(seconds.alarmToStudent()))
            .row("whole story", seconds(seconds.story()))
            .row(
                "images sent / predicted", "%,d / %,d".formatted(images.sent(), images.predicted()))
            .row("repeats marked / lost", "%,d / %,d".formatted(images.repeated(), images.lost()))
            .row(
                "scored while behind",
                String.format(Locale.ROOT, "%.0f images/s", images.perSecond()))
            .row("seed", Long.toString(result.seed()));
    return "accuracy in percent on the held-out balanced test set\n" + models + times;
  }

  private static void row(Table table, StoryResult.Row row) {
    table.row(
        row.version(),
        row.gear(),
        row.parent(),
        Percent.of(row.many()),
        Percent.of(row.medium()),
        Percent.of(row.few()),
        Percent.of(row.balanced()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
