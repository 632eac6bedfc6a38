package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SsdBenchTest {
  private final RecordedBench told = new RecordedBench();
  private final MemoryLedger<Settings, Row> ledger = new MemoryLedger<>(Row::settings);

  private static BenchPlan plan(List<Recipe> recipes, Optional<Path> checkpoints, Long... seeds) {
    return new BenchPlan(
        List.of(TinyTask.withTail(24, 8, 4)),
        recipes,
        List.of(seeds),
        SsdParameters.tiny(),
        "tiny",
        Backend.of("cpu", Precision.FLOAT32),
        checkpoints);
  }

  private static List<Recipe> recipes(String... names) {
    return Arrays.stream(names).map(Recipe::named).toList();
  }

  @Test
  void the_whole_grid_is_nine_long_trainings_each_done_once() {
    List<Recipe> grid = Recipe.grid();

    List<Row> rows = new SsdBench(plan(grid, Optional.empty(), 0L), ledger, told).run();

    assertThat(rows)
        .extracting(row -> row.settings().recipe())
        .isEqualTo(grid.stream().map(Recipe::name).toList());
    assertThat(told.epochs).hasSize(20); // CE, I, six students of two epochs; control of four
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.scores().all()).isBetween(0.0, 100.0);
              assertThat(row.cost().imagesPerSecond()).isPositive();
              assertThat(row.cost().parameters()).isEqualTo(rows.get(0).cost().parameters());
            });
  }

  @Test
  void each_row_counts_the_epochs_of_all_its_stages() {
    List<Row> rows =
        new SsdBench(
                plan(recipes("ce", "ii", "paper", "control"), Optional.empty(), 0L), ledger, told)
            .run();

    assertThat(rows).extracting(row -> row.cost().epochs()).containsExactly(2, 2, 4, 4);
    assertThat(rows.get(0).augmentation()).isEqualTo("crop, flip");
    assertThat(rows.get(2).augmentation()).isEqualTo("crop, flip / crop, flip, jitter, cutout");
    assertThat(rows.get(2).curves()).extracting(Curve::training).containsExactly("I", "I-II-III");
  }

  @Test
  void recipes_of_different_parameters_share_the_steps_that_read_none_of_the_difference() {
    List<Row> rows =
        new SsdBench(
                plan(recipes("aa-la", "aa-la-ema", "aa-la-mean", "best"), Optional.empty(), 0L),
                ledger,
                told)
            .run();

    assertThat(told.epochs)
        .extracting(BenchListener.Progress::training)
        .containsExactly(
            "tiny-if6, seed 0, I",
            "tiny-if6, seed 0, I",
            "tiny-if6, seed 0, I-II-III",
            "tiny-if6, seed 0, I-II-III",
            "tiny-if6, seed 0, I-II-III",
            "tiny-if6, seed 0, I-II-III");
    assertThat(rows.get(0).settings().setup())
        .isEqualTo(rows.get(2).settings().setup())
        .isNotEqualTo(rows.get(1).settings().setup());
    assertThat(rows.get(3).augmentation())
        .isEqualTo("crop, flip, autoaugment, cutout / crop, flip, jitter, cutout");
  }

  @Test
  void every_recipe_past_the_paper_comes_to_a_row_and_goes_on_where_it_was_cut(
      @TempDir Path folder) {
    BenchPlan plan = plan(Recipe.beyond(), Optional.of(folder), 0L);
    List<Row> rows = new SsdBench(plan, ledger, told).run();

    var again = new RecordedBench();
    List<Row> same = new SsdBench(plan, new MemoryLedger<>(Row::settings), again).run();

    assertThat(rows).hasSameSizeAs(Recipe.beyond());
    assertThat(again.epochs).isEmpty();
    assertThat(same).isEqualTo(rows);
  }

  @Test
  void three_experts_are_counted_in_full_and_answer_by_their_mean_only() {
    List<Row> rows =
        new SsdBench(plan(recipes("bs", "experts"), Optional.empty(), 0L), ledger, told).run();
    Recipe hard =
        new Recipe("hard", "an expert's", new Baseline.ThreeExperts(), Reading.HARD, Set.of());
    var unreadable = new SsdBench(plan(List.of(hard), Optional.empty(), 0L), ledger, told);
    Recipe distilled =
        new Recipe(
            "distilled",
            "from experts",
            new Stage.Rebalanced(new Baseline.ThreeExperts()),
            Reading.HARD,
            Set.of());
    var impossible = new SsdBench(plan(List.of(distilled), Optional.empty(), 0L), ledger, told);

    assertThat(rows.get(1).cost().parameters())
        .isBetween(rows.get(0).cost().parameters(), 3 * rows.get(0).cost().parameters());
    assertThatThrownBy(unreadable::run).hasMessageContaining("3 experts answer by their mean");
    assertThatThrownBy(impossible::run)
        .hasMessageContaining("cannot be rebalanced, distilled or exported");
  }

  @Test
  void no_array_outlives_a_benchmark() {
    new SsdBench(plan(recipes("paper"), Optional.empty(), 0L), ledger, told).run();
    int before = Torch.liveArrays();

    new SsdBench(plan(recipes("paper"), Optional.empty(), 1L), ledger, told).run();

    assertThat(Torch.liveArrays()).isEqualTo(before);
  }

  @Test
  void rows_that_are_there_are_not_measured_again() {
    new SsdBench(plan(recipes("ce"), Optional.empty(), 0L), ledger, told).run();

    List<Row> rows =
        new SsdBench(plan(recipes("ce", "lws"), Optional.empty(), 0L), ledger, told).run();

    assertThat(rows).hasSize(2);
    assertThat(told.rows).extracting(row -> row.settings().recipe()).containsExactly("ce", "lws");
    assertThat(told.notes).singleElement().asString().contains("ce: measured before, kept");
  }

  @Test
  void another_seed_is_another_row() {
    List<Row> rows =
        new SsdBench(plan(recipes("ce"), Optional.empty(), 0L, 1L), ledger, told).run();

    assertThat(rows).extracting(row -> row.settings().seed()).containsExactly(0L, 1L);
  }

  @Test
  void a_benchmark_that_is_cut_comes_to_the_same_row(@TempDir Path folder) {
    Row whole =
        new SsdBench(plan(recipes("paper"), Optional.empty(), 0L), ledger, told).run().get(0);
    var cutAfterThree =
        new RecordedBench() {
          @Override
          public void epoch(Progress progress) {
            super.epoch(progress);
            if (epochs.size() == 3) {
              throw new IllegalStateException("cut");
            }
          }
        };
    BenchPlan kept = plan(recipes("paper"), Optional.of(folder), 0L);
    assertThatThrownBy(
            () -> new SsdBench(kept, new MemoryLedger<>(Row::settings), cutAfterThree).run())
        .hasMessage("cut");
    var again = new RecordedBench();

    Row row = new SsdBench(kept, new MemoryLedger<>(Row::settings), again).run().get(0);

    assertThat(again.epochs).hasSize(1);
    assertThat(again.notes)
        .containsExactly(
            "tiny-if6, seed 0, I goes on after epoch 2",
            "tiny-if6, seed 0, I-II-III goes on after epoch 1");
    assertThat(row.scores()).isEqualTo(whole.scores());
    assertThat(row.curves()).isEqualTo(whole.curves());
    assertThat(row.cost().epochs()).isEqualTo(4);
  }

  @Test
  void what_is_forgotten_is_trained_from_its_first_epoch(@TempDir Path folder) {
    var bench = new SsdBench(plan(recipes("ce"), Optional.of(folder), 0L), ledger, told);
    bench.run();

    bench.forget();
    bench.run();

    assertThat(told.rows).hasSize(2);
    assertThat(told.epochs).extracting(BenchListener.Progress::epoch).containsExactly(1, 2, 1, 2);
  }
}
