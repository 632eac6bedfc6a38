package io.longshore.k8s;

import static io.longshore.k8s.Planted.CONTAINER;
import static io.longshore.k8s.Planted.POD;
import static io.longshore.k8s.Planted.SCORER;
import static io.longshore.k8s.Planted.assertFound;
import static io.longshore.k8s.Planted.at;
import static io.longshore.k8s.Planted.prod;
import static io.longshore.k8s.Planted.scram;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Errors in how pods run, come and go, and are watched. */
class PlantedPodErrorsTest {

  @Test
  void a_pod_that_may_do_too_much_is_found_by_what_it_may_do() {
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(POD, o -> o.put("hostNetwork", true)),
        "hostNetwork");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(POD + "/securityContext", o -> o.remove("runAsNonRoot")),
        "root");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(POD + "/securityContext", o -> o.remove("seccompProfile")),
        "seccomp");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/securityContext", o -> o.remove("capabilities")),
        "capabilities");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/securityContext", o -> o.remove("allowPrivilegeEscalation")),
        "may become more");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(POD, o -> o.withArray("volumes").addObject().put("name", "host").putObject("hostPath")),
        "a volume is a hostPath");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/securityContext", o -> o.put("readOnlyRootFilesystem", false)),
        "may write its image");
    assertFound(
        new PodSecurity(),
        "Deployment",
        SCORER,
        at(CONTAINER, o -> o.put("image", "longshore/scorer:latest")),
        "no version");
    assertFound(
        new PodSecurity(),
        "Kafka",
        "longshore",
        at("/spec/kafka/template/pod", o -> o.remove("securityContext")),
        "root");
  }

  @Test
  void a_password_in_the_settings_is_found() {
    String settings = scram().workloads().get(0).volumes().get(0).at("/configMap/name").asText();
    Overlay planted =
        scram()
            .with(
                "ConfigMap",
                settings,
                at("/data", o -> o.put("longshore.properties", "kafka.ssl.key.password=hunter2")));

    assertThat(new NoSecrets().violations(planted))
        .containsExactly(
            "ConfigMap %s: longshore.properties looks like a secret".formatted(settings));
  }

  @Test
  void a_secret_in_the_environment_is_found() {
    assertFound(
        new NoSecrets(),
        "Deployment",
        SCORER,
        at(
            CONTAINER,
            o ->
                o.withArray("env")
                    .addObject()
                    .put("name", "KAFKA_LOGIN")
                    .putObject("valueFrom")
                    .putObject("secretKeyRef")
                    .put("name", "longshore-scorer")),
        "KAFKA_LOGIN would be a secret in the environment");
  }

  @Test
  void scaling_of_what_must_not_move_is_found() {
    assertFound(
        new Scaling(),
        "ScaledObject",
        SCORER,
        at("/spec/scaleTargetRef", o -> o.put("name", "longshore-tracker")),
        "only scorers may come and go");
  }

  @Test
  void more_scorers_than_partitions_are_found() {
    assertFound(
        new Scaling(),
        "ScaledObject",
        SCORER,
        at("/spec", o -> o.put("maxReplicaCount", 13)),
        "12 partitions");
  }

  @Test
  void a_number_in_kedas_metadata_is_found() {
    assertFound(
        new Scaling(),
        "ScaledObject",
        SCORER,
        at("/spec/triggers/0/metadata", o -> o.put("lagThreshold", 500)),
        "lagThreshold is no text");
  }

  @Test
  void a_second_trainer_is_found() {
    assertFound(
        new Availability(),
        "Deployment",
        "longshore-trainer",
        at("/spec", o -> o.put("replicas", 2)),
        "must be one");
  }

  @Test
  void memory_that_is_too_little_for_what_may_be_held_is_found() {
    assertFound(
        new MemoryFits(),
        "Deployment",
        "longshore-ingest",
        variables("PIXELS"),
        "on a heap of 512");
    assertFound(
        new MemoryFits(),
        "Deployment",
        "longshore-ingest",
        at(CONTAINER + "/resources/limits", o -> o.put("memory", "512Mi")),
        "on a heap of 256");
    assertFound(
        new MemoryFits(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/resources/limits", o -> o.put("memory", "512Mi")),
        "on a heap of 128");
    assertFound(
        new MemoryFits(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/resources/limits", o -> o.put("memory", "1500Mi")),
        "of 1500 MiB");
    assertFound(
        new MemoryFits(),
        "Deployment",
        "longshore-trainer",
        at(CONTAINER + "/resources/limits", o -> o.put("nvidia.com/gpu", 1)),
        "too little memory to use it");
  }

  @Test
  void a_pod_that_is_killed_before_it_has_stopped_is_found() {
    assertFound(
        new Availability(),
        "Deployment",
        "longshore-ingest",
        at(POD, o -> o.put("terminationGracePeriodSeconds", 20)),
        "before it has stopped");
  }

  /** Takes the variables away whose name has the word: the service's own defaults hold. */
  private static Consumer<ObjectNode> variables(String word) {
    return at(
        CONTAINER,
        o -> {
          for (Iterator<JsonNode> all = o.withArray("env").elements(); all.hasNext(); ) {
            if (all.next().path("name").asText().contains(word)) {
              all.remove();
            }
          }
        });
  }

  @Test
  void a_namespace_that_denies_nothing_is_found() {
    assertThat(
            new Availability()
                .violations(prod().without("NetworkPolicy", "longshore-denies-by-default")))
        .containsExactly("no NetworkPolicy denies what is not allowed");
  }

  @Test
  void an_alert_with_another_threshold_than_the_tested_one_is_found() {
    assertFound(
        new Monitoring(),
        "PrometheusRule",
        "longshore",
        at("/spec/groups/0/rules/0", o -> o.put("expr", "vector(0)")),
        "run k8s/parts/monitoring/refresh");
  }
}
