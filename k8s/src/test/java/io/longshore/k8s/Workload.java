package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Deployment or StatefulSet of a service: one container a pod. */
record Workload(Document document) {

  /** The service that runs in it. */
  String service() {
    return document.name().replaceFirst("^longshore-", "");
  }

  String title() {
    return document.title();
  }

  JsonNode pod() {
    return document.at("/spec/template/spec");
  }

  Map<String, String> podLabels() {
    return Document.strings(document.at("/spec/template/metadata/labels"));
  }

  JsonNode container() {
    return pod().at("/containers/0");
  }

  List<JsonNode> volumes() {
    return Document.items(pod().path("volumes"));
  }

  List<JsonNode> ports() {
    return Document.items(container().path("ports"));
  }

  /** The folder of a container in which a volume lies. */
  Optional<String> mountPath(String volume) {
    return Document.items(container().path("volumeMounts")).stream()
        .filter(mount -> mount.path("name").asText().equals(volume))
        .map(mount -> mount.path("mountPath").asText())
        .findFirst();
  }

  /** Variables of the process; those taken from the pod have their pod's name. */
  Map<String, String> environment(Overlay overlay) {
    var environment = new TreeMap<String, String>();
    for (JsonNode from : Document.items(container().path("envFrom"))) {
      overlay
          .find("ConfigMap", from.at("/configMapRef/name").asText())
          .ifPresent(map -> environment.putAll(Document.strings(map.at("/data"))));
    }
    for (JsonNode variable : Document.items(container().path("env"))) {
      environment.put(
          variable.path("name").asText(), variable.path("value").asText(document.name() + "-0"));
    }
    return environment;
  }
}
