package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rules and dashboards are those of docker/, which promtool and a real Prometheus have seen. */
final class Monitoring implements Rule {
  private static final Path DOCKER = Kustomize.FOLDER.resolveSibling("docker");
  private static final String MEND = "; run k8s/parts/monitoring/refresh";

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Document rule : overlay.all("PrometheusRule")) {
      if (!rule.at("/spec/groups").equals(groups())) {
        problems.add(rule.title() + " has other rules than docker/prometheus/rules" + MEND);
      }
      overlay
          .find("ConfigMap", "longshore-dashboards")
          .filter(map -> Document.strings(map.at("/data")).equals(dashboards()))
          .filter(map -> "1".equals(map.labels().get("grafana_dashboard")))
          .ifPresentOrElse(
              map -> {},
              () -> problems.add("the dashboards are not those of docker/grafana" + MEND));
    }
    for (Document monitor : overlay.all("PodMonitor")) {
      for (JsonNode endpoint : Document.items(monitor.at("/spec/podMetricsEndpoints"))) {
        endpoint(monitor, endpoint, problems);
      }
    }
    return problems;
  }

  /** Rules ask for {@code job="longshore"} and for the service. */
  private static void endpoint(Document monitor, JsonNode endpoint, List<String> problems) {
    String relabelings = endpoint.path("relabelings").toString();
    if (!endpoint.path("path").asText().equals("/metrics")
        || !relabelings.contains("\"targetLabel\":\"job\"")
        || !relabelings.contains("\"targetLabel\":\"service\"")
        || !endpoint.path("honorLabels").asBoolean()) {
      problems.add(monitor.title() + " scrapes without the labels that rules ask for");
    }
  }

  private static ArrayNode groups() {
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    for (Path file : files(DOCKER.resolve("prometheus/rules"))) {
      try {
        groups.addAll((ArrayNode) new YAMLMapper().readTree(file.toFile()).path("groups"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return groups;
  }

  private static Map<String, String> dashboards() {
    var dashboards = new TreeMap<String, String>();
    for (Path file : files(DOCKER.resolve("grafana/dashboards"))) {
      try {
        dashboards.put(file.getFileName().toString(), Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return dashboards;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
