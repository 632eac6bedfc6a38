package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.continual.Measures;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinualReportTest {
  private static final Machine MACHINE = new Machine("processor", 2, 1_000, "system", "17", 1);

  private static ContinualRow row(String method, long seed, double last) {
    return new ContinualRow(
        new ContinualSettings(
            "cifar100",
            100,
            method,
            2,
            "shuffled",
            20,
            seed,
            "resnet8",
            10,
            5,
            0,
            "cpu",
            "float32",
            "abc"),
        method + " in words",
        new Measures(
            (50 + 40 + last) / 3,
            last,
            12.5,
            -12.5,
            45,
            30,
            Double.NaN,
            List.of(List.of(50.0), List.of(40.0, 40.0), List.of(30.0, 35.0, last)),
            List.of(50.0, 40.0, last)),
        List.of(50, 75, 100),
        61.5);
  }

  @Test
  void rows_are_found_again_in_the_file(@TempDir Path folder) {
    Path file = folder.resolve("results/lt-cil.json");
    ContinualRow row = row("finetune", 0, 30);
    JsonLedger.ltCil(file, MACHINE).put(row);

    Ledger<ContinualSettings, ContinualRow> again = JsonLedger.ltCil(file, MACHINE);

    assertThat(again.rows()).containsExactly(row);
    assertThat(again.find(row.settings())).contains(row);
    assertThat(again.find(row("finetune", 1, 30).settings())).isEmpty();
  }

  @Test
  void a_row_is_flat_and_what_is_unknown_is_null(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lt-cil.json");
    JsonLedger.ltCil(file, MACHINE).put(row("finetune", 0, 30));

    JsonNode json = new ObjectMapper().readTree(file.toFile()).at("/rows/0");

    assertThat(json.at("/method").asText()).isEqualTo("finetune");
    assertThat(json.at("/finalAccuracy").asDouble()).isEqualTo(30);
    assertThat(json.at("/accuracies/2/1").asDouble()).isEqualTo(35);
    assertThat(json.get("few").isNull()).isTrue();
  }

  @Test
  void a_file_of_another_benchmark_is_refused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ssd.json");
    Files.writeString(file, "{\"rows\": [{\"recipe\": \"ce\"}]}");

    assertThatThrownBy(() -> JsonLedger.ltCil(file, MACHINE))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("ssd.json");
  }

  @Test
  void a_table_has_a_line_for_each_row() {
    ResultTable table = ContinualTable.of(List.of(row("finetune", 0, 30), row("lws", 1, 35)));

    assertThat(table.rows()).hasSize(2);
    assertThat(table.markdown())
        .contains("| lws | lws in words | - | cifar100 IF 100 | 2 | shuffled | 20 | resnet8 |")
        .contains("| 10 + 5 | 1 | 41.7 | 35.0 | 12.5 | -12.5 | 45.0 | 30.0 | - | 62 s |");
  }

  @Test
  void the_picture_begins_where_the_base_ends() {
    String svg = ContinualPicture.of(List.of(row("finetune", 0, 30), row("finetune", 1, 35)));

    assertThat(svg)
        .containsOnlyOnce("Accuracy over all classes seen, percent")
        .contains("classes seen", "finetune in words")
        .doesNotContain("NaN");
  }
}
