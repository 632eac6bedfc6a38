package io.longshore.k8s;

import static io.longshore.k8s.Planted.CONTAINER;
import static io.longshore.k8s.Planted.POD;
import static io.longshore.k8s.Planted.SCORER;
import static io.longshore.k8s.Planted.assertFound;
import static io.longshore.k8s.Planted.at;
import static io.longshore.k8s.Planted.prod;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors in what objects are and name. */
class PlantedObjectErrorsTest {

  @Test
  void a_field_that_a_topic_does_not_have_is_found() {
    assertFound(
        new StrictModels(),
        "KafkaTopic",
        "images",
        at("/spec", o -> o.put("partitons", 3)),
        "partitons");
  }

  @Test
  void a_field_that_a_container_does_not_have_is_found() {
    assertFound(
        new StrictModels(),
        "Deployment",
        SCORER,
        at(CONTAINER, o -> o.putObject("livenesProbe")),
        "livenesProbe");
  }

  @Test
  void a_field_that_kafka_does_not_have_is_found() {
    assertFound(
        new StrictModels(),
        "Kafka",
        "longshore",
        at("/spec/kafka", o -> o.put("listner", 1)),
        "listner");
  }

  @Test
  void an_operation_that_strimzi_does_not_know_is_found() {
    assertFound(
        new StrictModels(),
        "KafkaUser",
        "longshore-ingest",
        at("/spec/authorization/acls/0", o -> o.putArray("operations").add("Raed")),
        "Raed");
  }

  @Test
  void a_field_that_strimzi_has_given_up_is_found() {
    assertFound(
        new StrictModels(),
        "KafkaUser",
        "longshore-ingest",
        at("/spec/authorization/acls/0", o -> o.put("operation", "Read")),
        "operation");
  }

  @Test
  void a_version_of_strimzis_objects_that_is_gone_is_found() {
    assertFound(
        new StrictModels(),
        "KafkaTopic",
        "images",
        o -> o.put("apiVersion", "kafka.strimzi.io/v1beta2"),
        "v1beta2");
  }

  @Test
  void a_field_that_keda_does_not_have_is_found() {
    assertFound(
        new StrictModels(),
        "ScaledObject",
        SCORER,
        at("/spec", o -> o.put("coolDownPeriod", 3)),
        "coolDownPeriod");
  }

  @Test
  void a_text_where_a_number_belongs_is_found() {
    assertFound(
        new StrictModels(),
        "ScaledObject",
        SCORER,
        at("/spec", o -> o.put("minReplicaCount", "2")),
        "minReplicaCount");
  }

  @Test
  void a_selector_that_finds_no_pod_is_found() {
    assertFound(
        new References(),
        "PodDisruptionBudget",
        SCORER,
        at("/spec/selector/matchLabels", o -> o.put("app.kubernetes.io/component", "scorers")),
        "selects no pod");
  }

  @Test
  void a_settings_file_that_is_not_made_is_found() {
    assertFound(
        new References(),
        "Deployment",
        SCORER,
        at(POD + "/volumes/0/configMap", o -> o.put("name", "settings")),
        "ConfigMap settings");
  }

  @Test
  void a_secret_that_nobody_makes_is_found() {
    assertFound(
        new References(),
        "Deployment",
        SCORER,
        at(POD + "/volumes/1/secret", o -> o.put("secretName", "kafka-login")),
        "Secret kafka-login");
  }

  @Test
  void a_service_account_that_is_not_there_is_found() {
    assertThat(new References().violations(prod().without("ServiceAccount", SCORER)))
        .containsExactly(
            "Deployment longshore-scorer names what is not there: ServiceAccount longshore-scorer");
  }

  @Test
  void a_probe_at_a_port_that_is_closed_is_found() {
    assertFound(
        new Ports(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/livenessProbe/httpGet", o -> o.put("port", "http")),
        "not open");
  }

  @Test
  void a_liveness_probe_that_asks_whether_a_pod_is_ready_is_found() {
    assertFound(
        new Ports(),
        "Deployment",
        SCORER,
        at(CONTAINER + "/livenessProbe/httpGet", o -> o.put("path", "/health/ready")),
        "says nothing of it");
  }

  @Test
  void a_policy_that_lets_nobody_to_kafka_is_found() {
    assertThat(new Ports().violations(prod().without("NetworkPolicy", "longshore-to-kafka")))
        .hasSize(6)
        .allMatch(problem -> problem.contains("no NetworkPolicy lets"));
  }
}
