package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster on which nothing ran yet, one that was prepared, and one on which somebody slipped. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class TopicsCommandsTest {
  private LocalBroker broker;
  private Path folder;
  private Cli before;
  private Cli created;
  private Cli createdAgain;

  @BeforeAll
  void topics_are_created(@TempDir Path data) throws Exception {
    folder = data;
    broker = LocalBroker.start(data.resolve("kafka"), 0);
    before = run("topics", "check", "--topic-prefix", "reef.");
    created = run("topics", "create", "--topic-prefix", "reef.");
    createdAgain = run("topics", "create", "--topic-prefix", "reef.");
    run("topics", "create", "--topic-prefix", "slip.");
    alter("slip.rollouts", "retention.ms", "1000");
  }

  private void alter(String topic, String key, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  @AfterAll
  void close() {
    broker.close();
  }

  @Test
  void on_an_empty_cluster_every_topic_is_missing() {
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.out())
        .containsPattern("(?m)^reef.images +- .* ingest +it does not exist")
        .hasLineCount(1 + Topics.all().size());
  }

  @Test
  void what_is_missing_is_created_and_what_is_there_stays() {
    int all = Topics.all().size();

    assertThat(created)
        .isEqualTo(new Cli(0, "created %d topics, 0 were there%n".formatted(all), ""));
    assertThat(createdAgain.out()).isEqualTo("created 0 topics, %d were there%n".formatted(all));
  }

  @Test
  void topics_as_they_should_be_are_listed_with_what_they_keep() {
    Cli check = run("topics", "check", "--topic-prefix", "reef.");

    assertThat(check.status()).isZero();
    assertThat(check.out())
        .containsPattern("(?m)^reef.images +2 +1 +delete +7 d 0 h +0 +0 B +ingest +ok$")
        .containsPattern("(?m)^reef.rollouts +1 +1 +delete +for ever +0 +0 B +rollout +ok$")
        .containsPattern(
            "(?m)^reef.models +1 +1 +compact +latest of each key +0 +0 B +trainer +ok$");
  }

  @Test
  void a_topic_that_would_lose_decisions_is_told_by_key() throws Exception {
    Cli listed = run("topics", "--topic-prefix", "slip.", "-o", "json");
    Cli check = run("topics", "check", "--topic-prefix", "slip.");

    assertThat(listed.status()).isZero();
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("has retention.ms=1000, needs -1");
    JsonNode rollouts = rollouts(listed);
    assertThat(rollouts.get("ok").asBoolean()).isFalse();
    assertThat(rollouts.get("found").get("retentionMillis").asLong()).isEqualTo(1000);
    assertThat(rollouts.get("problems").get(0).asText())
        .isEqualTo("has retention.ms=1000, needs -1");
  }

  private static JsonNode rollouts(Cli listed) throws Exception {
    JsonNode topics = new ObjectMapper().readTree(listed.out());
    return StreamSupport.stream(topics.spliterator(), false)
        .filter(topic -> topic.get("topic").asText().equals("rollouts"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void other_partitions_than_asked_for_are_told_with_the_setting() {
    Cli check = run("topics", "check", "--topic-prefix", "reef.", "--partitions", "6");

    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("has 2 partitions, needs 6 (longshore.topics.partitions)");
  }

  @Test
  void more_copies_than_brokers_cannot_be_created() {
    Cli create = run("topics", "create", "--topic-prefix", "three.", "--replication", "3");

    assertThat(create.status()).isEqualTo(1);
    assertThat(create.err()).contains("longshore.topics.replication");
  }

  @Test
  void a_layout_that_cannot_be_is_a_usage_error() {
    Cli create = run("topics", "create", "--replication", "1", "--min-in-sync", "2");

    assertThat(create.status()).isEqualTo(2);
    assertThat(create.err()).contains("min.insync.replicas 2").hasLineCount(1);
  }

  @Test
  void a_command_without_longshore_on_the_cluster_says_so() {
    Cli status = run("status", "--topic-prefix", "nowhere.");

    assertThat(status.status()).isEqualTo(1);
    assertThat(status.err()).contains("has no topic nowhere.rollouts").hasLineCount(1);
  }

  @Test
  void the_doctor_finds_the_slip_and_nothing_worse() {
    Cli doctor = doctor("slip.");

    assertThat(doctor.status()).isEqualTo(1);
    assertThat(doctor.out())
        .containsPattern("(?m)^fault +topics +slip.rollouts has retention.ms=1000, needs -1$")
        .containsPattern("(?m)^ok +broker +127.0.0.1:[0-9]+ answers \\(advertised\\)$")
        .containsPattern("(?m)^warning +cluster +cluster .* of 1 brokers, .*metadata.version")
        .containsPattern("(?m)^ok +clock +within [0-9]+ ms of Kafka's controller$")
        .containsPattern("(?m)^ok +rights +this login may do what scorer does$")
        .containsPattern("(?m)^ok +signatures +what serves is not signed")
        .endsWith(" 1 faults\n");
  }

  @Test
  void a_cluster_that_is_well_gets_a_clean_bill_as_json_too() throws Exception {
    Cli doctor = doctor("reef.", "-o", "json");

    assertThat(doctor.status()).isZero();
    JsonNode findings = new ObjectMapper().readTree(doctor.out());
    assertThat(findings).isNotEmpty();
    assertThat(findings)
        .noneMatch(finding -> finding.get("level").asText().equals("fault"))
        .anyMatch(finding -> finding.get("check").asText().equals("topics"));
  }

  private Cli doctor(String prefix, String... more) {
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "doctor",
                "--topic-prefix",
                prefix,
                "--data-directory",
                folder.resolve("data").toString()),
            Stream.of(more));
    return run(all.toArray(String[]::new));
  }

  private Cli run(String... arguments) {
    return Cli.run(
        Stream.concat(Stream.of(arguments), Stream.of("-b", broker.bootstrapServers()))
            .toArray(String[]::new));
  }
}
