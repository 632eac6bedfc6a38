package io.longshore.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each rule catches what it is for, in manifests that are right but for one error. */
class PlantedErrorsTest {
  private static final String SCORER = "longshore-scorer";
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  private final Overlay prod = Kustomize.overlay("prod");
  private final Overlay scram = Kustomize.overlay("scram");

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
    assertThat(new References().violations(prod.without("ServiceAccount", SCORER)))
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
    assertThat(new Ports().violations(prod.without("NetworkPolicy", "longshore-to-kafka")))
        .hasSize(6)
        .allMatch(problem -> problem.contains("no NetworkPolicy lets"));
  }

  @Test
  void a_variable_that_a_service_does_not_know_is_found() {
    assertFound(
        new SettingsAreKnown(),
        "Deployment",
        SCORER,
        at(
            CONTAINER,
            o ->
                o.withArray("env")
                    .addObject()
                    .put("name", "LONGSHORE_SCORER_BACH")
                    .put("value", "8")),
        "LONGSHORE_SCORER_BACH");
  }

  @Test
  void links_to_services_that_a_service_would_refuse_are_found() {
    assertFound(
        new SettingsAreKnown(),
        "Deployment",
        SCORER,
        at(POD, o -> o.remove("enableServiceLinks")),
        "enableServiceLinks");
  }

  @Test
  void a_setting_of_kafka_that_its_clients_do_not_know_is_found() {
    assertFound(
        new SettingsAreKnown(),
        "StatefulSet",
        "longshore-tracker",
        at(
            CONTAINER,
            o ->
                o.withArray("env").addObject().put("name", "KAFKA_NUM_STANDBYS").put("value", "1")),
        "num.standbys");
  }

  @Test
  void a_data_folder_that_is_no_volume_is_found() {
    assertFound(
        new SettingsAreKnown(),
        "Deployment",
        SCORER,
        at(
            CONTAINER,
            o ->
                o.withArray("env")
                    .addObject()
                    .put("name", "LONGSHORE_DATA_DIRECTORY")
                    .put("value", "/data")),
        "/data, which is no volume");
  }

  @Test
  void a_topic_with_other_partitions_than_services_expect_is_found() {
    assertFound(
        new TopicsAreOurs(),
        "KafkaTopic",
        "images",
        at("/spec", o -> o.put("partitions", 3)),
        "services need 12");
  }

  @Test
  void a_topic_that_would_forget_models_is_found() {
    assertFound(
        new TopicsAreOurs(),
        "KafkaTopic",
        "models",
        at("/spec/config", o -> o.put("cleanup.policy", "delete")),
        "KafkaTopic models: config is");
  }

  @Test
  void a_topic_that_is_missing_is_found() {
    assertThat(new TopicsAreOurs().violations(prod.without("KafkaTopic", "rollouts")))
        .containsExactly("there is no KafkaTopic rollouts");
  }

  @Test
  void fewer_brokers_than_copies_are_found() {
    assertFound(
        new TopicsAreOurs(),
        "KafkaNodePool",
        "brokers",
        at("/spec", o -> o.put("replicas", 2)),
        "on 2 brokers");
  }

  @Test
  void a_right_that_is_lacking_is_found() {
    assertFound(
        new Rights(),
        "KafkaUser",
        SCORER,
        at("/spec/authorization", o -> o.withArray("acls").remove(0)),
        "lacks READ on TOPIC images");
  }

  @Test
  void a_right_without_need_is_found() {
    assertFound(
        new Rights(),
        "KafkaUser",
        SCORER,
        at("/spec/authorization/acls/0", o -> o.withArray("operations").add("Write")),
        "has without need WRITE on TOPIC images");
  }

  @Test
  void another_way_to_log_in_than_the_listeners_is_found() {
    assertThat(
            new Rights()
                .violations(
                    scram.with(
                        "Kafka",
                        "longshore",
                        at("/spec/kafka/listeners/0/authentication", o -> o.put("type", "tls")))))
        .hasSize(8 + 6);
  }

  @Test
  void a_pod_with_the_login_of_another_is_found() {
    assertFound(
        new Rights(),
        "Deployment",
        SCORER,
        at(POD + "/volumes/1/secret", o -> o.put("secretName", "longshore-trainer")),
        "has not the login longshore-scorer");
  }

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
    String settings = scram.workloads().get(0).volumes().get(0).at("/configMap/name").asText();
    Overlay planted =
        scram.with(
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
  void a_pod_that_is_killed_before_it_has_stopped_is_found() {
    assertFound(
        new Availability(),
        "Deployment",
        "longshore-ingest",
        at(POD, o -> o.put("terminationGracePeriodSeconds", 20)),
        "before it has stopped");
  }

  @Test
  void a_namespace_that_denies_nothing_is_found() {
    assertThat(
            new Availability()
                .violations(prod.without("NetworkPolicy", "longshore-denies-by-default")))
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

  private void assertFound(
      Rule rule, String kind, String name, Consumer<ObjectNode> error, String words) {
    List<String> found = rule.violations(prod.with(kind, name, error));

    assertThat(rule.violations(prod)).isEmpty();
    assertThat(found).isNotEmpty().anyMatch(problem -> problem.contains(words));
  }

  private static Consumer<ObjectNode> at(String pointer, Consumer<ObjectNode> error) {
    return document -> {
      JsonNode place = document.at(pointer);
      if (!(place instanceof ObjectNode object)) {
        throw new IllegalArgumentException("no object at " + pointer);
      }
      error.accept(object);
    };
  }
}
