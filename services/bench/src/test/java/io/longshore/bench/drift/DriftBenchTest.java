package io.longshore.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.ledger.MemoryLedger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DriftBenchTest {
  private static final DriftPlan PLAN =
      new DriftPlan(
          List.of(Detector.named("longshore"), Detector.named("js"), Detector.named("chi2-batch")),
          List.of(10),
          List.of(100),
          4,
          0.01,
          2_000,
          200,
          7);

  private final MemoryLedger<DriftSettings, DriftRow> ledger =
      new MemoryLedger<>(DriftRow::settings);

  @Test
  void rows_are_the_same_whatever_the_threads() {
    var alone = bench(PLAN, 1).run(Clock.systemUTC());

    var together =
        new DriftBench(PLAN.simulated(), new MemoryLedger<>(DriftRow::settings), new Told(9_999), 3)
            .run(Clock.systemUTC());

    assertThat(together).isEqualTo(alone);
    assertThat(alone).hasSize(3 * (5 * 4 + 1));
  }

  @Test
  void a_benchmark_that_was_cut_goes_on_to_the_same_rows() {
    var whole =
        new DriftBench(PLAN.simulated(), new MemoryLedger<>(DriftRow::settings), new Told(9_999), 1)
            .run(Clock.systemUTC());
    var cut = new DriftBench(PLAN.simulated(), ledger, new Told(5), 1);
    assertThatThrownBy(() -> cut.run(Clock.systemUTC())).hasMessage("cut");
    var again = new Told(9_999);

    var resumed = new DriftBench(PLAN.simulated(), ledger, again, 1).run(Clock.systemUTC());

    assertThat(resumed).isEqualTo(whole);
    assertThat(again.rows).hasSize(whole.size() - 5);
    assertThat(again.notes).singleElement().asString().contains("5 of 63 rows");
  }

  @Test
  void a_row_without_a_change_tells_false_alarms_and_one_with_a_change_tells_detections() {
    var rows = bench(PLAN, 2).run(Clock.systemUTC());

    assertThat(rows)
        .allSatisfy(
            row -> {
              boolean still = row.settings().scenario().startsWith("no drift");
              assertThat(row.falseAlarmRate().isPresent()).isEqualTo(still);
              assertThat(row.falseAlarmsAtMost().isPresent()).isEqualTo(still);
              assertThat(row.detected().isPresent()).isEqualTo(!still);
              assertThat(still && row.medianDelay().isPresent()).isFalse();
            });
  }

  @Test
  void every_row_has_settings_of_its_own() {
    Set<DriftSettings> settings =
        PLAN.simulated().stream().map(Experiment::settings).collect(Collectors.toSet());

    assertThat(settings).hasSize(PLAN.simulated().size());
  }

  @Test
  void references_are_as_large_as_cifar_100_lt_at_least() {
    assertThat(DriftPlan.reference(10)).isEqualTo(10_847);
    assertThat(DriftPlan.reference(1_000)).isEqualTo(108_000);
  }

  @Test
  void an_unknown_detector_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> Detector.named("adwin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'adwin'")
        .hasMessageContaining("longshore, always, never");
  }

  private DriftBench bench(DriftPlan plan, int threads) {
    return new DriftBench(plan.simulated(), ledger, new Told(9_999), threads);
  }

  /** Cuts the benchmark after some rows. */
  private static final class Told implements DriftListener {
    private final int most;
    private final List<DriftRow> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Told(int most) {
      this.most = most;
    }

    @Override
    public void progress(DriftSettings row, int run, double secondsLeft) {
      if (rows.size() == most) {
        throw new IllegalStateException("cut");
      }
    }

    @Override
    public void row(DriftRow row) {
      rows.add(row);
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }
  }
}
