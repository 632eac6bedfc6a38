package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.ssd.Backend;
import io.longshore.bench.ssd.BenchListener.Progress;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinualBenchTest {
  private final RecordedCourse told = new RecordedCourse();
  private final MemoryLedger<ContinualSettings, ContinualRow> ledger =
      new MemoryLedger<>(ContinualRow::settings);

  private static ContinualPlan plan(Optional<Path> checkpoints, Method... methods) {
    return new ContinualPlan(
        TinyTail.task(),
        ClassOrder.SHUFFLED,
        3,
        4,
        List.of(methods),
        List.of(0L),
        SsdParameters.tiny(),
        4,
        2,
        new Remembering(1, 2),
        "tiny",
        Backend.of("cpu", Precision.FLOAT32),
        checkpoints);
  }

  private static Method[] methods(String... names) {
    return Arrays.stream(names).map(Method::named).toArray(Method[]::new);
  }

  private List<ContinualRow> run(String... names) {
    return new ContinualBench(plan(Optional.empty(), methods(names)), ledger, told).run();
  }

  @Test
  void every_method_comes_to_a_row_and_no_training_is_done_twice() {
    List<ContinualRow> rows = run(Method.all().stream().map(Method::name).toArray(String[]::new));

    assertThat(rows)
        .extracting(row -> row.settings().method())
        .containsExactlyElementsOf(Method.all().stream().map(Method::name).toList());
    // bases: plain 4, adjusted 4, stages 4 + 4; three tasks of two epochs each
    // for five classifiers, and of two and two for the stages
    assertThat(told.epochs).hasSize(16 + 5 * 6 + 12);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.classesSeen()).containsExactly(3, 4, 5, 6);
              assertThat(row.measures().accuracies())
                  .extracting(List::size)
                  .containsExactly(1, 2, 3, 4);
              assertThat(row.measures().finalAccuracy()).isBetween(0.0, 100.0);
            });
    assertThat(told.epochs.get(told.epochs.size() - 1).secondsLeft()).isLessThan(1e-6);
  }

  @Test
  void methods_that_begin_alike_are_alike_at_the_base() {
    List<ContinualRow> rows = run("finetune", "remember", "joint");

    assertThat(rows)
        .extracting(row -> row.measures().seenAccuracies().get(0))
        .containsOnly(rows.get(0).measures().seenAccuracies().get(0));
  }

  @Test
  void the_same_seed_comes_to_the_same_row() {
    Measures one = run("remember-lws").get(0).measures();

    Measures again =
        new ContinualBench(
                plan(Optional.empty(), methods("remember-lws")),
                new MemoryLedger<>(ContinualRow::settings),
                told)
            .run()
            .get(0)
            .measures();

    assertThat(again).isEqualTo(one);
  }

  @Test
  void rows_that_are_there_are_not_measured_again() {
    run("finetune");

    List<ContinualRow> rows = run("finetune", "lws");

    assertThat(rows).hasSize(2);
    assertThat(told.rows)
        .extracting(row -> row.settings().method())
        .containsExactly("finetune", "lws");
    assertThat(told.notes)
        .containsExactly("tiny-if6-3-tasks-shuffled, seed 0, finetune: measured before, kept");
  }

  @Test
  void a_benchmark_that_is_cut_goes_on_and_comes_to_the_same_row(@TempDir Path folder) {
    Measures whole = run("remember").get(0).measures();
    var cut =
        new RecordedCourse() {
          @Override
          public void epoch(Progress progress) {
            super.epoch(progress);
            if (epochs.size() == 7) {
              throw new IllegalStateException("cut");
            }
          }
        };
    ContinualPlan kept = plan(Optional.of(folder), methods("remember"));
    assertThatThrownBy(
            () -> new ContinualBench(kept, new MemoryLedger<>(ContinualRow::settings), cut).run())
        .hasMessage("cut");
    var again = new RecordedCourse();

    ContinualRow row =
        new ContinualBench(kept, new MemoryLedger<>(ContinualRow::settings), again).run().get(0);

    assertThat(row.measures()).isEqualTo(whole);
    assertThat(again.epochs).hasSize(3); // the base and half of the tasks were done
  }

  @Test
  void no_array_outlives_a_benchmark() {
    run("finetune");
    int before = Torch.liveArrays();

    run("remember-lws", "ssd");

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }
}
