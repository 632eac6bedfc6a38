package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The profile "restricted" of Kubernetes' Pod Security Standards
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and what of it only
 * Longshore asks: nothing writable but volumes, no token of the cluster, images by version.
 */
final class PodSecurity implements Rule {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final List<String> HOST = List.of("hostNetwork", "hostPID", "hostIPC");

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Document namespace : overlay.all("Namespace")) {
      if (!"restricted".equals(namespace.labels().get("pod-security.kubernetes.io/enforce"))) {
        problems.add(namespace.title() + " does not enforce the profile restricted");
      }
    }
    for (Workload workload : overlay.workloads()) {
      var found = new ArrayList<String>();
      pod(workload.pod(), found);
      Document.items(workload.pod().path("containers"))
          .forEach(c -> container(c, workload.pod(), found));
      Document.items(workload.pod().path("initContainers"))
          .forEach(c -> container(c, workload.pod(), found));
      ours(workload, found);
      found.forEach(problem -> problems.add(workload.title() + ": " + problem));
    }
    for (Document kafka : overlay.all("Kafka")) {
      var found = new ArrayList<String>();
      JsonNode broker = kafka.at("/spec/kafka/template");
      container(broker.path("kafkaContainer"), broker.path("pod"), found);
      JsonNode operators = kafka.at("/spec/entityOperator/template");
      container(operators.path("topicOperatorContainer"), operators.path("pod"), found);
      container(operators.path("userOperatorContainer"), operators.path("pod"), found);
      found.forEach(problem -> problems.add(kafka.title() + ": " + problem));
    }
    return problems;
  }

  private static void pod(JsonNode pod, List<String> found) {
    for (String host : HOST) {
      demand(!pod.path(host).asBoolean(), host + " is set", found);
    }
    for (JsonNode volume : Document.items(pod.path("volumes"))) {
      volume
          .fieldNames()
          .forEachRemaining(
              field ->
                  demand(
                      field.equals("name") || VOLUMES.contains(field),
                      "a volume is a " + field,
                      found));
    }
  }

  private static void container(JsonNode container, JsonNode pod, List<String> found) {
    JsonNode own = container.path("securityContext");
    JsonNode shared = pod.path("securityContext");
    demand(either(own, shared, "runAsNonRoot").asBoolean(), "may run as root", found);
    demand(either(own, shared, "runAsUser").asInt(1) != 0, "runs as root", found);
    String profile = either(own, shared, "seccompProfile").path("type").asText();
    demand(
        Set.of("RuntimeDefault", "Localhost").contains(profile), "has no seccomp profile", found);
    demand(
        !own.path("allowPrivilegeEscalation").asBoolean(true), "may become more than it is", found);
    demand(!own.path("privileged").asBoolean(), "is privileged", found);
    demand(
        own.at("/capabilities/drop").toString().equals("[\"ALL\"]"), "keeps capabilities", found);
    demand(own.at("/capabilities/add").isMissingNode(), "adds capabilities", found);
    for (JsonNode port : Document.items(container.path("ports"))) {
      demand(!port.has("hostPort"), "opens a port of its host", found);
    }
  }

  private static void ours(Workload workload, List<String> found) {
    JsonNode container = workload.container();
    JsonNode pod = workload.pod();
    demand(
        container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
        "may write its image",
        found);
    demand(
        !pod.path("automountServiceAccountToken").asBoolean(true),
        "has a token of the cluster",
        found);
    String image = container.path("image").asText();
    demand(image.matches("[^:]+:(?!latest$).+"), "image " + image + " has no version", found);
    JsonNode resources = container.path("resources");
    demand(
        resources.at("/requests/cpu").isValueNode()
            && !resources.at("/requests/cpu").isMissingNode(),
        "asks for no processor",
        found);
    demand(!resources.at("/limits/memory").isMissingNode(), "may take all memory", found);
    demand(
        resources.at("/limits/memory").equals(resources.at("/requests/memory")),
        "may be evicted for memory that it was promised",
        found);
  }

  private static JsonNode either(JsonNode own, JsonNode shared, String field) {
    JsonNode value = own.path(field);
    return value instanceof MissingNode ? shared.path(field) : value;
  }

  private static void demand(boolean well, String problem, List<String> found) {
    if (!well) {
      found.add(problem);
    }
  }
}
