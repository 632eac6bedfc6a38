package io.longshore.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would stumble over, read from the files alone. */
class DashboardsTest {

  static Stream<Dashboard> dashboards() {
    return Dashboard.all().stream();
  }

  @Test
  void there_are_four_and_their_uids_differ() {
    assertThat(dashboards().map(d -> d.json().path("uid").asText()))
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.startsWith("longshore-"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dashboards")
  void a_dashboard_names_no_data_source_but_its_variable(Dashboard dashboard) {
    List<String> uids = new ArrayList<>();
    collect(dashboard.json(), uids);

    assertThat(uids).isNotEmpty().containsOnly("${datasource}");
    assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(dashboard.json().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
  }

  private static void collect(JsonNode node, List<String> uids) {
    if (node.path("datasource").isObject()) {
      uids.add(node.at("/datasource/uid").asText());
    }
    node.forEach(child -> collect(child, uids));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dashboards")
  void every_panel_has_an_id_a_title_a_unit_and_a_query(Dashboard dashboard) {
    assertThat(dashboard.panels()).isNotEmpty();
    assertThat(dashboard.panels().stream().map(p -> p.path("id").asInt()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0);
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              assertThat(panel.path("targets")).isNotEmpty();
              assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
                  .isBetween(1, 24);
            });
  }
}
