package io.longshore.standalone.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard as Grafana reads it.
 *
 * @param file it comes from
 * @param json all of it
 */
record Dashboard(Path file, JsonNode json) {

  /**
   * One query of a panel.
   *
   * @param panel its title
   * @param expression with variables
   * @param rare why it may find nothing; empty if it has to find something
   */
  record Query(String panel, String expression, String rare) {

    /** As Grafana would send it. */
    String resolved() {
      return expression.replace("$__rate_interval", "15s");
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }

  static List<Dashboard> all() {
    return OperatorFiles.in(OperatorFiles.DASHBOARDS, ".json").stream().map(Dashboard::of).toList();
  }

  private static Dashboard of(Path file) {
    try {
      return new Dashboard(file, new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is no dashboard", e);
    }
  }

  /** Rows are no panels. */
  List<JsonNode> panels() {
    var panels = new ArrayList<JsonNode>();
    json.path("panels").forEach(p -> panels.add(p));
    return panels.stream().filter(p -> !p.path("type").asText().equals("row")).toList();
  }

  List<Query> queries() {
    var queries = new ArrayList<Query>();
    for (JsonNode panel : panels()) {
      String says = panel.path("description").asText();
      String title = json.path("title").asText() + " / " + panel.path("title").asText();
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                title, target.path("expr").asText(), says.startsWith("Empty unless") ? says : ""));
      }
    }
    for (JsonNode annotation : json.at("/annotations/list")) {
      queries.add(
          new Query(
              json.path("title").asText() + " / annotations",
              annotation.path("expr").asText(),
              "marks what happens"));
    }
    return queries;
  }
}
