package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.bench.adapt.AdaptMoment;
import io.longshore.bench.adapt.AdaptPoint;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptScores;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptReportTest {
  private static final Machine MACHINE = new Machine("processor", 2, 1_000, "system", "17", 1);

  private static AdaptRow row(String policy, double balanced, Map<String, Double> live) {
    return new AdaptRow(
        new AdaptSettings(policy, "fashion-mnist", 1, 600, 100, 600, 2400, 40, ""),
        policy + " in words",
        new AdaptScores(balanced, 70, 60, balanced, 71, 62, Double.NaN),
        live,
        List.of(new AdaptPoint(300, 60, Double.NaN), new AdaptPoint(600, balanced, 70)),
        List.of(new AdaptMoment("turn", 300, 7.5), new AdaptMoment("retrain", 400, 9.9)),
        2,
        61.5);
  }

  @Test
  void rows_are_found_again_in_the_file(@TempDir Path folder) {
    Path file = folder.resolve("results/adapt.json");
    AdaptRow none = row("none", 60, Map.of());
    AdaptRow all = row("all", 68, Map.of("trim", 0.4));
    var ledger = JsonLedger.adapt(file, MACHINE);
    ledger.put(none);
    ledger.put(all);

    var again = JsonLedger.adapt(file, MACHINE);

    assertThat(again.rows()).containsExactly(none, all);
    assertThat(again.find(all.settings())).contains(all);
    assertThat(again.find(all.settings().withPolicy("trim"))).isEmpty();
  }

  @Test
  void a_row_is_flat_and_what_is_unknown_is_null(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("adapt.json");
    var ledger = JsonLedger.adapt(file, MACHINE);
    ledger.put(row("none", 60, Map.of()));
    ledger.put(row("all", 68, Map.of("trim", 0.4)));

    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(json.at("/rows/0/policy").asText()).isEqualTo("none");
    assertThat(json.at("/rows/0/balanced").asDouble()).isEqualTo(60);
    assertThat(json.at("/rows/0/prequential").asDouble()).isEqualTo(70);
    assertThat(json.at("/rows/0/alarmToLiveSeconds").isNull()).isTrue();
    assertThat(json.at("/rows/0/prequentialBefore").isNull()).isTrue();
    assertThat(json.at("/rows/0/points/0/prequential").isNull()).isTrue();
    assertThat(json.at("/rows/1/alarmToLiveSeconds/trim").asDouble()).isEqualTo(0.4);
  }

  @Test
  void a_file_of_another_benchmark_is_refused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("other.json"), "{\"rows\": [{\"recipe\": 1}]}");

    assertThatThrownBy(() -> JsonLedger.adapt(file, MACHINE))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("other.json");
  }

  @Test
  void the_table_says_what_each_policy_gained_over_none() {
    ResultTable table =
        AdaptTable.of(List.of(row("none", 60, Map.of()), row("all", 68, Map.of("trim", 0.4))));

    assertThat(table.rows().get(0)).startsWith("none").contains("60.0", "+0.0");
    assertThat(table.rows().get(1)).startsWith("all").contains("68.0", "+8.0", "0.4 s");
  }

  @Test
  void a_gain_over_nothing_is_not_known() {
    ResultTable table = AdaptTable.of(List.of(row("all", 68, Map.of())));

    assertThat(table.rows().get(0)).contains("-").doesNotContain("+0.0");
  }

  @Test
  void the_picture_has_a_curve_a_policy_and_its_gears() {
    String picture =
        AdaptPicture.of(
            List.of(row("none", 60, Map.of()), row("all", 68, Map.of("retrain", 30.0))));

    assertThat(picture)
        .startsWith("<svg")
        .contains("Balanced", "Prequential", ">all<", ">retrain<");
    assertThat(picture).doesNotContain("NaN");
  }
}
