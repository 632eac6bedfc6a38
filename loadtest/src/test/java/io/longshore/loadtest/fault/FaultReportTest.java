package io.longshore.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.loadtest.audit.Pulse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class FaultReportTest {
  private static final Seen KILL = new Seen(1.5, "kill -9: broker 1 <leader> & controller");

  @Test
  void a_kept_promise_is_told_with_what_was_seen() {
    var report = new FaultReport(List.of(result("R1", List.of(KILL), List.of(), Optional.empty())));

    List<String> page = report.page("Seed 1.", "faults.svg");

    assertThat(page)
        .contains("| R1 | 90 | 3 | 0 | 0 | 2.0 s | 12 s | kept |")
        .contains("every promise that was tried was kept")
        .contains("1. 1.5 s: " + KILL.what());
  }

  @Test
  void a_fault_of_which_nothing_was_seen_is_no_kept_promise() {
    var report = new FaultReport(List.of(result("R1", List.of(), List.of(), Optional.empty())));

    assertThat(report.lines()).last().isEqualTo("FAILED: 1 of 1 promises were broken");
  }

  @Test
  void what_was_not_tried_is_counted() {
    var report =
        new FaultReport(List.of(result("R5", List.of(), List.of(), Optional.of("needs root"))));

    assertThat(report.lines())
        .anyMatch(line -> line.endsWith("| SKIPPED: needs root |"))
        .last()
        .isEqualTo("every promise that was tried was kept, 1 were not tried");
  }

  @Test
  void the_picture_is_well_formed_and_has_a_bar_for_each_kind_of_answer_of_a_second()
      throws Exception {
    String svg =
        FaultPicture.of(
            List.of(result("R1", List.of(KILL), List.of("<lost> & gone"), Optional.empty())));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    int white = 1;
    int legend = 2;
    int bars = 3;
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(white + legend + bars);
  }

  private static Result result(
      String name, List<Seen> proofs, List<String> violations, Optional<String> skipped) {
    var scenario = new Scenario(name, "nothing is lost", Scenario.Needs.COUNTING, stage -> {});
    return new Result(
        scenario,
        1,
        proofs,
        violations,
        skipped,
        new Result.Sent(90, 3, 0, 0),
        List.of(new Pulse.Second(50, 0), new Pulse.Second(40, 3), new Pulse.Second(0, 0)),
        2,
        12);
  }
}
