package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLedgerTest {
  private static final Machine MACHINE = new Machine("a processor", 2, 1_024, "Linux 1", "17", 0);

  private final Path file;

  JsonLedgerTest(@TempDir Path folder) {
    this.file = folder.resolve("results").resolve("ssd.json");
  }

  @Test
  void rows_survive_the_process() {
    Row row = Rows.of("paper", 0, 40);
    JsonLedger.ssd(file, MACHINE).put(row);

    Ledger<Settings, Row> later = JsonLedger.ssd(file, MACHINE);

    assertThat(later.find(row.settings())).contains(row);
    assertThat(later.find(Rows.of("paper", 1, 40).settings())).isEmpty();
    assertThat(file.resolveSibling("ssd.json.draft")).doesNotExist();
  }

  @Test
  void programs_find_flat_rows_and_null_for_what_is_not_known() throws IOException {
    JsonLedger.ssd(file, MACHINE).put(Rows.of("paper", 3, 40));

    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.path("machine").path("processor").asText()).isEqualTo("a processor");
    JsonNode row = json.path("rows").path(0);
    assertThat(row.path("recipe").asText()).isEqualTo("paper");
    assertThat(row.path("imbalance").asInt()).isEqualTo(100);
    assertThat(row.path("epochs").asInt()).isEqualTo(4);
    assertThat(row.path("seed").asLong()).isEqualTo(3);
    assertThat(row.path("all").asDouble()).isEqualTo(40);
    assertThat(row.path("few").isNull()).isTrue();
    assertThat(row.path("parameters").asLong()).isEqualTo(12_345);
    assertThat(row.path("imagesPerSecond").asDouble()).isEqualTo(678.9);
    assertThat(row.path("seconds").asDouble()).isEqualTo(3_700);
    assertThat(row.path("peakMegabytes").isNull()).isTrue();
  }

  @Test
  void a_row_of_the_same_experiment_takes_the_place_of_the_old() {
    Ledger<Settings, Row> ledger = JsonLedger.ssd(file, MACHINE);
    ledger.put(Rows.of("paper", 0, 40));

    ledger.put(Rows.of("paper", 0, 41));

    assertThat(JsonLedger.ssd(file, MACHINE).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.scores().all()).isEqualTo(41));
  }

  @Test
  void a_removed_row_is_gone_from_the_file() {
    Ledger<Settings, Row> ledger = JsonLedger.ssd(file, MACHINE);
    ledger.put(Rows.of("paper", 0, 40));
    ledger.put(Rows.of("ce", 0, 30));

    ledger.remove(Rows.of("paper", 0, 0).settings());

    assertThat(JsonLedger.ssd(file, MACHINE).rows())
        .extracting(row -> row.settings().recipe())
        .containsExactly("ce");
  }

  @Test
  void a_file_of_something_else_is_left_alone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[1, 2, 3]");

    assertThatThrownBy(() -> JsonLedger.ssd(file, MACHINE))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("ssd.json")
        .hasMessageContaining("no rows");
    assertThat(file).hasContent("[1, 2, 3]");
  }
}
