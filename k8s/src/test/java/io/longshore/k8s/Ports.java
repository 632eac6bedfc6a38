package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ports that are named are open, and probes ask for what is answered. */
final class Ports implements Rule {
  private static final Map<String, Set<String>> PROBES =
      Map.of(
          "startupProbe", Set.of("/health/live"),
          "livenessProbe", Set.of("/health/live"),
          "readinessProbe", Set.of("/health/ready"));

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      PROBES.forEach((probe, paths) -> probe(workload, probe, paths, problems));
    }
    for (Document service : overlay.all("Service")) {
      for (JsonNode port : Document.items(service.at("/spec/ports"))) {
        open(overlay, service, "/spec/selector", port.path("targetPort"), problems);
      }
    }
    for (Document policy : overlay.all("NetworkPolicy")) {
      for (JsonNode rule : Document.items(policy.at("/spec/ingress"))) {
        for (JsonNode port : Document.items(rule.path("ports"))) {
          open(overlay, policy, "/spec/podSelector/matchLabels", port.path("port"), problems);
        }
      }
    }
    for (Document monitor : overlay.all("PodMonitor")) {
      for (JsonNode endpoint : Document.items(monitor.at("/spec/podMetricsEndpoints"))) {
        open(overlay, monitor, "/spec/selector/matchLabels", endpoint.path("port"), problems);
      }
    }
    kafka(overlay, problems);
    return problems;
  }

  private static void probe(
      Workload workload, String probe, Set<String> paths, List<String> problems) {
    JsonNode asked = workload.container().path(probe).path("httpGet");
    if (!paths.contains(asked.path("path").asText())) {
      problems.add(
          "%s: %s asks for %s, which says nothing of it"
              .formatted(workload.title(), probe, asked.path("path")));
    }
    if (!isOpen(workload, asked.path("port"))) {
      problems.add(
          "%s: %s asks at port %s, which is not open"
              .formatted(workload.title(), probe, asked.path("port")));
    }
  }

  private static void open(
      Overlay overlay, Document document, String selector, JsonNode port, List<String> problems) {
    Map<String, String> wanted = Document.strings(document.at(selector));
    overlay.workloads().stream()
        .filter(workload -> References.selects(wanted, workload))
        .filter(workload -> !isOpen(workload, port))
        .forEach(
            workload ->
                problems.add(
                    "%s names port %s, which %s has not"
                        .formatted(document.title(), port, workload.title())));
  }

  private static boolean isOpen(Workload workload, JsonNode port) {
    return workload.ports().stream()
        .anyMatch(p -> p.path("name").equals(port) || p.path("containerPort").equals(port));
  }

  /** Clients, policies and listeners speak of one port. */
  private static void kafka(Overlay overlay, List<String> problems) {
    for (Document kafka : overlay.all("Kafka")) {
      JsonNode port = kafka.at("/spec/kafka/listeners/0/port");
      for (Workload workload : overlay.workloads()) {
        String servers =
            ServiceSettings.of(workload, overlay).kafka().getOrDefault("bootstrap.servers", "");
        if (!servers.equals(kafka.name() + "-kafka-bootstrap:" + port.asText())) {
          problems.add(
              "%s looks for Kafka at %s, where it is not".formatted(workload.title(), servers));
        }
        if (overlay.all("NetworkPolicy").stream().noneMatch(p -> lets(p, workload, port))) {
          problems.add(
              "no NetworkPolicy lets %s to Kafka's port %s".formatted(workload.title(), port));
        }
      }
    }
  }

  private static boolean lets(Document policy, Workload workload, JsonNode port) {
    return References.selects(
            Document.strings(policy.at("/spec/podSelector/matchLabels")), workload)
        && Document.items(policy.at("/spec/egress")).stream()
            .flatMap(rule -> Document.items(rule.path("ports")).stream())
            .anyMatch(open -> open.path("port").equals(port));
  }
}
