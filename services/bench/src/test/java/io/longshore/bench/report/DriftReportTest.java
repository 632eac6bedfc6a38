package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.bench.drift.Detector;
import io.longshore.bench.drift.DriftPlan;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.stream.DatedStream;
import io.longshore.bench.drift.stream.Replay;
import io.longshore.bench.drift.stream.Session;
import io.longshore.bench.drift.stream.SessionWatch;
import io.longshore.bench.drift.stream.Turnover;
import io.longshore.bench.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftReportTest {
  private static final Machine MACHINE = new Machine("a processor", 2, 1_024, "Linux 1", "17", 0);
  private static final DriftPlan PLAN =
      new DriftPlan(Detector.all(), List.of(100), List.of(100), 1_000, 0.01, 20_000, 200, 7);
  private static final DriftRow STILL =
      new DriftRow(settings("no drift", false), 1_000, 3, OptionalInt.empty(), List.of());
  private static final DriftRow MOVED =
      new DriftRow(
          settings("tail x3", true),
          1_000,
          998,
          OptionalInt.of(1_200),
          List.of(LocalDate.of(1984, 2, 4)));

  private final Path file;

  DriftReportTest(@TempDir Path folder) {
    this.file = folder.resolve("drift.json");
  }

  @Test
  void rows_survive_the_process() {
    var ledger = JsonLedger.drift(file, MACHINE, PLAN);
    ledger.put(STILL);
    ledger.put(MOVED);

    var later = JsonLedger.drift(file, MACHINE, PLAN);

    assertThat(later.rows()).containsExactly(STILL, MOVED);
    assertThat(later.find(MOVED.settings())).contains(MOVED);
  }

  @Test
  void programs_find_null_where_a_number_does_not_apply() throws IOException {
    var ledger = JsonLedger.drift(file, MACHINE, PLAN);
    ledger.put(STILL);
    ledger.put(MOVED);

    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.path("machine").path("processor").asText()).isEqualTo("a processor");
    assertThat(json.path("seed").asLong()).isEqualTo(7);
    assertThat(json.path("alpha").asDouble()).isEqualTo(0.01);
    assertThat(json.path("horizon").asInt()).isEqualTo(20_000);
    assertThat(json.path("look").asInt()).isEqualTo(200);
    assertThat(json.path("referenceLabels").path("100").asInt()).isEqualTo(10_847);
    JsonNode still = json.path("rows").path(0);
    assertThat(still.path("detector").asText()).isEqualTo("longshore");
    assertThat(still.path("classes").asInt()).isEqualTo(100);
    assertThat(still.path("falseAlarmRate").asDouble()).isEqualTo(0.003);
    assertThat(still.path("detected").isNull()).isTrue();
    assertThat(still.path("medianDelay").isNull()).isTrue();
    JsonNode moved = json.path("rows").path(1);
    assertThat(moved.path("falseAlarmRate").isNull()).isTrue();
    assertThat(moved.path("detected").asDouble()).isEqualTo(0.998);
    assertThat(moved.path("medianDelay").asInt()).isEqualTo(1_200);
    assertThat(moved.path("alarmDates").path(0).asText()).isEqualTo("1984-02-04");
  }

  @Test
  void a_rate_stands_beside_its_bound() {
    var table = DriftTable.of(List.of(STILL, MOVED));

    assertThat(table.rows().get(0)).contains("no drift", "10,847", "0.3%", "0.8%");
    assertThat(table.rows().get(1)).contains("tail x3", "99.8%", "99.4%", "1,200", "1984-02-04");
  }

  @Test
  void the_picture_shows_alarms_and_a_shuffled_copy() {
    List<Session> sessions = new ArrayList<>();
    for (int month = 0; month < 48; month++) {
      int[] labels = new int[60];
      Arrays.setAll(labels, i -> i % 3 == 0 ? 1 : 0);
      Arrays.fill(labels, 0, sessions.size() < 24 ? 0 : 30, 2);
      sessions.add(new Session(LocalDate.of(1990, 1, 15).plusMonths(month), labels));
    }
    var stream = new DatedStream("letters", List.of("a", "b", "c"), sessions, 0);
    var steps =
        new Replay(stream, 12).run(known -> new SessionWatch(known, stream.classes(), 0.01, 0.05));
    var turnover = new Turnover(LocalDate.of(1992, 1, 1), LocalDate.of(1992, 3, 1));

    String svg = new ReplayPicture(stream, List.of(turnover), steps, steps).svg();

    assertThat(svg)
        .startsWith("<svg")
        .contains("letters: labels in half a year", "threshold 4.6", "floor 0.05", ">1992-0");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  private static DriftSettings settings(String scenario, boolean drifts) {
    return new DriftSettings(
        "longshore", scenario, drifts, 100, 100, 10_847, 1_000, 20_000, 200, 0.01, 7);
  }
}
