package io.longshore.standalone.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.bench.adapt.AdaptMoment;
import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.TurningTail;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.report.JsonLedger;
import io.longshore.datasets.Dataset;
import io.longshore.standalone.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two systems go through a drift that nobody can learn much from; what counts is the plumbing. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class AdaptBenchTest {
  private static final Dataset DATASET = StripedImages.dataset(500, 100);

  private static final AdaptPlan PLAN =
      new AdaptPlan(
          List.of(AdaptPolicy.ALL, AdaptPolicy.NONE, AdaptPolicy.ORACLE),
          new TurningTail(140, 10, 40, 300),
          100,
          1,
          Map.ofEntries(
              Map.entry("longshore.trainer.recipe", "tiny"),
              Map.entry("longshore.trainer.threads", "1"),
              Map.entry("longshore.tracker.half-life-units", "100"),
              Map.entry("longshore.tracker.least-mix-units", "60"),
              Map.entry("longshore.tracker.emit-interval", "PT0.2S"),
              Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
              Map.entry("longshore.rollout.promotion.guard-share", "0"),
              Map.entry("longshore.rollout.gate.over-chance", "0"),
              Map.entry("longshore.rollout.gate.balanced-margin", "1"),
              Map.entry("longshore.rollout.gate.many-margin", "1"),
              Map.entry("longshore.rollout.gate.medium-margin", "1"),
              Map.entry("longshore.rollout.gate.few-margin", "1")));

  private Path folder;
  private List<AdaptRow> rows;

  @BeforeAll
  void the_benchmark_is_run(@TempDir Path temporary) {
    folder = temporary;
    rows = run(new StringWriter());
  }

  private List<AdaptRow> run(StringWriter told) {
    try (var terminal = new Terminal(new PrintWriter(told), false)) {
      return new AdaptBench(
              DATASET,
              PLAN,
              JsonLedger.adapt(folder.resolve("adapt.json"), Machine.here(1)),
              folder.resolve("work"),
              terminal)
          .run();
    }
  }

  private AdaptRow row(AdaptPolicy policy) {
    return rows.stream()
        .filter(row -> row.settings().policy().equals(policy.word()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void there_is_a_row_for_each_policy_in_the_order_asked_for() {
    assertThat(rows)
        .extracting(row -> row.settings().policy())
        .containsExactly("all", "none", "oracle");
  }

  @Test
  void every_image_was_judged_over_the_whole_stream() {
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.scores().balanced()).isBetween(0.0, 100.0);
              assertThat(row.scores().prequential()).isBetween(0.0, 100.0);
              assertThat(row.points().get(row.points().size() - 1).at()).isEqualTo(640);
            });
  }

  /** Whether the slower gears are live before the stream ends is a matter of the machine. */
  @Test
  void with_all_gears_the_time_from_alarm_to_answer_is_told() {
    assertThat(row(AdaptPolicy.ALL).alarmToLiveSeconds())
        .containsKey("trim")
        .allSatisfy(
            (gear, seconds) -> {
              assertThat(gear).isIn("trim", "rebalance", "retrain");
              assertThat(seconds).isNotNegative();
            });
    assertThat(row(AdaptPolicy.ALL).moments())
        .extracting(AdaptMoment::what)
        .contains("turn", "alarm");
  }

  @Test
  void without_adaptation_no_gear_answers_the_alarm() {
    assertThat(row(AdaptPolicy.NONE).alarmToLiveSeconds()).isEmpty();
    assertThat(row(AdaptPolicy.NONE).moments())
        .extracting(AdaptMoment::what)
        .contains("turn", "alarm")
        .doesNotContain("rebalance", "retrain");
  }

  @Test
  void the_oracle_is_read_off_the_run_without_adaptation() {
    assertThat(row(AdaptPolicy.ORACLE).moments()).isEqualTo(row(AdaptPolicy.NONE).moments());
    assertThat(row(AdaptPolicy.ORACLE).scores().prequential())
        .isGreaterThanOrEqualTo(row(AdaptPolicy.NONE).scores().prequential() - 10);
  }

  @Test
  void what_was_measured_is_not_measured_again() throws Exception {
    var told = new StringWriter();

    List<AdaptRow> again = run(told);

    assertThat(again).isEqualTo(rows);
    assertThat(told.toString()).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertThat(left).allSatisfy(f -> assertThat(f.getFileName().toString()).startsWith("first"));
    }
  }
}
