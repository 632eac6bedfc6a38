package io.longshore.k8s;

import static io.longshore.k8s.Planted.CONTAINER;
import static io.longshore.k8s.Planted.POD;
import static io.longshore.k8s.Planted.SCORER;
import static io.longshore.k8s.Planted.assertFound;
import static io.longshore.k8s.Planted.at;
import static io.longshore.k8s.Planted.prod;
import static io.longshore.k8s.Planted.scram;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors in what services are told and may do. */
class PlantedServiceErrorsTest {

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
    assertThat(new TopicsAreOurs().violations(prod().without("KafkaTopic", "rollouts")))
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
  void what_strimzi_keeps_to_itself_of_a_brokers_settings_is_found() {
    assertFound(
        new BrokerConfiguration(),
        "Kafka",
        "longshore",
        at("/spec/kafka/config", o -> o.put("ssl.client.auth", "required")),
        "passes over ssl.client.auth");
  }

  @Test
  void more_copies_of_committed_offsets_than_brokers_are_found() {
    assertFound(
        new BrokerConfiguration(),
        "Kafka",
        "longshore",
        at("/spec/kafka/config", o -> o.put("offsets.topic.replication.factor", 4)),
        "on 3 brokers");
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
                    scram()
                        .with(
                            "Kafka",
                            "longshore",
                            at(
                                "/spec/kafka/listeners/0/authentication",
                                o -> o.put("type", "tls")))))
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
}
