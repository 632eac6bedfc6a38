package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.standalone.broker.SecuredBroker;
import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedClientsTest {
  private final Path folder;
  private final SecuredBroker broker;

  RefusedClientsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.broker = SecuredBroker.start(folder);
    broker
        .superUser()
        .createTopics(
            List.of("images", "predictions", "models").stream()
                .map(name -> new NewTopic(name, 1, (short) 1))
                .toList())
        .all()
        .get();
    broker.allow(
        List.of(
            Rules.topic("ingest", "images", AclOperation.WRITE),
            Rules.topic("scorer", "images", AclOperation.READ),
            Rules.topic("scorer", "predictions", AclOperation.WRITE),
            Rules.transactions("scorer", "scorer-"),
            Rules.transactions("trainer", "trainer-")));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void what_the_rules_allow_is_done() {
    assertThatCode(() -> write(broker.as("ingest"), "images")).doesNotThrowAnyException();
    assertThat(read(broker.as("scorer"), "images")).isPositive();
    assertThatCode(() -> transact(broker.as("scorer"), "scorer-0", "predictions"))
        .doesNotThrowAnyException();
  }

  @Test
  void the_ingest_service_may_not_read_what_it_wrote() throws Exception {
    write(broker.as("ingest"), "images");

    assertThatThrownBy(() -> read(broker.as("ingest"), "images"))
        .isInstanceOf(TopicAuthorizationException.class)
        .hasMessageContaining("images");
  }

  @Test
  void a_certificate_of_another_authority_is_no_certificate() {
    CertificateAuthority other = CertificateAuthority.in(folder.resolve("other"));
    KeyFolder forged =
        KeyFolder.write(
            other.issue("ingest", new Role.Client(), new Validity(2)),
            folder.resolve("forged"),
            KeyFormat.PEM);
    Map<String, String> intruder = new HashMap<>(broker.as("ingest"));
    intruder.put("ssl.keystore.location", forged.settings().get("ssl.keystore.location"));

    assertThatThrownBy(() -> write(intruder, "images"))
        .hasRootCauseInstanceOf(SSLHandshakeException.class)
        .hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void a_certificate_that_is_over_is_no_certificate() {
    assertThatThrownBy(() -> write(broker.certified("ingest", new Validity(-1)), "images"))
        .hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void a_client_without_a_certificate_is_refused() {
    Map<String, String> nobody = new HashMap<>(broker.as("ingest"));
    nobody.keySet().removeIf(key -> key.startsWith("ssl.keystore"));

    assertThatThrownBy(() -> write(nobody, "images"))
        .hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void a_certificate_without_rules_allows_nothing() {
    assertThatThrownBy(() -> write(broker.as("intruder"), "images"))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> read(broker.as("intruder"), "images"))
        .isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void the_scorer_may_not_write_in_the_name_of_the_trainer() {
    assertThatThrownBy(() -> transact(broker.as("scorer"), "trainer-0", "predictions"))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
  }

  @Test
  void the_scorer_may_not_announce_a_model() {
    assertThatThrownBy(() -> write(broker.as("scorer"), "models"))
        .hasCauseInstanceOf(TopicAuthorizationException.class)
        .hasMessageContaining("models");
  }

  @Test
  void a_right_password_is_let_in_and_a_wrong_one_is_not() {
    broker.setPassword("ingest", "right-password");

    assertThatCode(() -> write(broker.login("ingest", "right-password"), "images"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> write(broker.login("ingest", "wrong-password"), "images"))
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void a_rule_that_is_taken_away_allows_nothing_any_more() throws Exception {
    var rule = Rules.topic("guest", "images", AclOperation.WRITE);
    broker.allow(List.of(rule));
    write(broker.as("guest"), "images");

    broker.forbid(List.of(rule.toFilter()));

    assertThatThrownBy(() -> write(broker.as("guest"), "images"))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  private static void write(Map<String, String> client, String topic)
      throws ExecutionException, InterruptedException {
    try (Producer<String, String> producer = producer(client, Map.of())) {
      var unused = producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
  }

  private static void transact(Map<String, String> client, String id, String topic) {
    try (Producer<String, String> producer = producer(client, Map.of("transactional.id", id))) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>(topic, "key", "value"));
      producer.commitTransaction();
    }
  }

  private static int read(Map<String, String> client, String topic) {
    var settings = new HashMap<String, Object>(client);
    settings.put("auto.offset.reset", "earliest");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      while (true) {
        int found = consumer.poll(Duration.ofMillis(200)).count();
        if (found > 0) {
          return found;
        }
      }
    }
  }

  private static Producer<String, String> producer(
      Map<String, String> client, Map<String, String> more) {
    var settings = new HashMap<String, Object>(client);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
