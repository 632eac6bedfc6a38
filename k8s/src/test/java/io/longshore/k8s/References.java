package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is named is there. */
final class References implements Rule {
  /** Made by people, as README.md says. */
  private static final Set<String> HAND_MADE =
      Set.of("longshore-manifests-key", "longshore-plans-key", "longshore-trusted-keys");

  @Override
  public List<String> violations(Overlay overlay) {
    return Stream.of(selectors(overlay), pods(overlay), clusters(overlay), logins(overlay))
        .flatMap(List::stream)
        .toList();
  }

  /** Every selector of pods finds some. */
  private static List<String> selectors(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      Map<String, String> wanted = labels(workload.document(), "/spec/selector/matchLabels");
      if (!selects(wanted, workload)) {
        problems.add(workload.title() + " selects other pods than its own: " + wanted);
      }
    }
    Map<String, String> places =
        Map.of(
            "Service", "/spec/selector",
            "PodDisruptionBudget", "/spec/selector/matchLabels",
            "NetworkPolicy", "/spec/podSelector/matchLabels",
            "PodMonitor", "/spec/selector/matchLabels");
    places.forEach(
        (kind, place) ->
            overlay
                .all(kind)
                .forEach(
                    document -> {
                      Map<String, String> wanted = labels(document, place);
                      if (overlay.workloads().stream().noneMatch(w -> selects(wanted, w))) {
                        problems.add(document.title() + " selects no pod: " + wanted);
                      }
                    }));
    return problems;
  }

  private static Map<String, String> labels(Document document, String place) {
    return Document.strings(document.at(place));
  }

  static boolean selects(Map<String, String> wanted, Workload workload) {
    return workload.podLabels().entrySet().containsAll(wanted.entrySet());
  }

  private static List<String> pods(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      var missing = new ArrayList<String>();
      need(overlay, "ServiceAccount", workload.pod().path("serviceAccountName"), missing);
      for (JsonNode from : Document.items(workload.container().path("envFrom"))) {
        need(overlay, "ConfigMap", from.at("/configMapRef/name"), missing);
      }
      var volumes = new HashSet<String>();
      for (JsonNode volume : workload.volumes()) {
        volumes.add(volume.path("name").asText());
        need(overlay, "ConfigMap", volume.at("/configMap/name"), missing);
        need(
            overlay,
            "PersistentVolumeClaim",
            volume.at("/persistentVolumeClaim/claimName"),
            missing);
        JsonNode secret = volume.at("/secret/secretName");
        if (!secret.isMissingNode() && !secrets(overlay).contains(secret.asText())) {
          missing.add("Secret " + secret.asText());
        }
      }
      for (JsonNode mount : Document.items(workload.container().path("volumeMounts"))) {
        if (!volumes.contains(mount.path("name").asText())) {
          missing.add("volume " + mount.path("name").asText());
        }
      }
      need(overlay, "Service", workload.document().at("/spec/serviceName"), missing);
      missing.forEach(m -> problems.add(workload.title() + " names what is not there: " + m));
    }
    return problems;
  }

  private static void need(Overlay overlay, String kind, JsonNode name, List<String> missing) {
    if (!name.isMissingNode() && overlay.find(kind, name.asText()).isEmpty()) {
      missing.add(kind + " " + name.asText());
    }
  }

  /** Strimzi makes one of each login, and one of the cluster's authority. */
  static Set<String> secrets(Overlay overlay) {
    var secrets = new HashSet<>(HAND_MADE);
    overlay.all("KafkaUser").forEach(user -> secrets.add(user.name()));
    overlay.all("Kafka").forEach(kafka -> secrets.add(kafka.name() + "-cluster-ca-cert"));
    return secrets;
  }

  private static List<String> clusters(Overlay overlay) {
    return Stream.of("KafkaTopic", "KafkaUser", "KafkaNodePool")
        .flatMap(kind -> overlay.all(kind).stream())
        .filter(
            d -> overlay.find("Kafka", d.labels().getOrDefault("strimzi.io/cluster", "")).isEmpty())
        .map(document -> document.title() + " belongs to no Kafka that is there")
        .toList();
  }

  /** What KEDA logs in with. */
  private static List<String> logins(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Document authentication : overlay.all("TriggerAuthentication")) {
      for (JsonNode target : Document.items(authentication.at("/spec/secretTargetRef"))) {
        if (!secrets(overlay).contains(target.path("name").asText())) {
          problems.add("%s names no Secret: %s".formatted(authentication.title(), target));
        }
      }
      for (JsonNode target : Document.items(authentication.at("/spec/configMapTargetRef"))) {
        if (overlay
            .find("ConfigMap", target.path("name").asText())
            .filter(map -> map.at("/data").has(target.path("key").asText()))
            .isEmpty()) {
          problems.add(
              "%s names no key of a ConfigMap: %s".formatted(authentication.title(), target));
        }
      }
    }
    return problems;
  }
}
