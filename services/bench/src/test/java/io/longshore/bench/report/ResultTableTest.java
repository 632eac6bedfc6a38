package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.bench.ssd.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void a_row_is_beside_its_cost() {
    ResultTable table = ResultTable.of(List.of(Rows.of("paper", 7, 40)));

    assertThat(table.rows())
        .containsExactly(
            List.of(
                "paper",
                "paper in words",
                "cifar100",
                "100",
                "resnet8",
                "7",
                "50.0",
                "40.0",
                "-",
                "40.0",
                "4",
                "crop, flip",
                "12,345",
                "679",
                "62 min",
                "-"));
  }

  @Test
  void seeds_of_one_recipe_have_one_median() {
    List<Row> rows =
        List.of(
            Rows.of("paper", 0, 40),
            Rows.of("paper", 1, 44),
            Rows.of("paper", 2, 41),
            Rows.of("ce", 0, 30),
            Rows.of("ce", 1, 31));

    ResultTable table = ResultTable.ofMedians(rows);

    assertThat(table.headings()).contains("SEEDS").doesNotContain("SEED");
    assertThat(table.rows()).extracting(row -> row.get(5)).containsExactly("3", "2");
    assertThat(table.rows()).extracting(row -> row.get(9)).containsExactly("41.0", "30.5");
  }

  @Test
  void markdown_has_a_line_for_each_row_under_two_of_headings() {
    String markdown = ResultTable.of(List.of(Rows.of("paper", 7, 40))).markdown();

    assertThat(markdown.lines()).hasSize(3).allMatch(line -> line.split("\\|").length == 17);
  }

  @Test
  void times_are_read_at_a_glance() {
    assertThat(Time.of(8.4)).isEqualTo("8 s");
    assertThat(Time.of(754)).isEqualTo("13 min");
    assertThat(Time.of(11_100)).isEqualTo("3 h 05 min");
    assertThat(Time.of(Double.NaN)).isEqualTo("-");
  }
}
