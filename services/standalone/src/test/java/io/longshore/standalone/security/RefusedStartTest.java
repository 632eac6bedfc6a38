package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.console.ConsoleServiceFactory;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.broker.SecuredBroker;
import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import io.longshore.standalone.endtoend.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom Kafka does not let in is told so at once, at the start of a service and by the doctor. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedStartTest {
  private final Path folder;
  private final SecuredBroker broker;

  RefusedStartTest(@TempDir Path folder) {
    this.folder = folder;
    this.broker = SecuredBroker.start(folder.resolve("secured"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void plain_text_on_a_port_that_speaks_tls() {
    var client = Map.of("bootstrap.servers", broker.bootstrapServers());

    refused(client, "speaks TLS and is asked in plain text", "security.protocol");
  }

  @Test
  void tls_on_a_port_that_speaks_plain_text() {
    try (LocalBroker plain = LocalBroker.start(folder.resolve("plain"), 0)) {
      var client = new HashMap<>(broker.as("ingest"));
      client.put("bootstrap.servers", plain.bootstrapServers());

      refused(
          client, "is asked in TLS (security.protocol) and speaks plain text", "SASL_PLAINTEXT");
    }
  }

  @Test
  void a_broker_whose_authority_is_not_trusted() {
    CertificateAuthority other = CertificateAuthority.in(folder.resolve("other"));
    var client = new HashMap<>(broker.as("ingest"));
    client.putAll(keys(other, "stranger", new Validity(2)));

    refused(client, "is of an authority that is not trusted here", "ssl.truststore.location");
  }

  @Test
  void a_certificate_that_the_broker_does_not_know() {
    CertificateAuthority other = CertificateAuthority.in(folder.resolve("another"));
    var client = new HashMap<>(broker.as("ingest"));
    Map<String, String> forged = keys(other, "forged", new Validity(2));
    client.put("ssl.keystore.location", forged.get("ssl.keystore.location"));

    refused(client, "the broker refuses our certificate", "ssl.keystore.location");
  }

  @Test
  void a_certificate_that_is_over() {
    var client = broker.certified("ingest", new Validity(-1));

    refused(client, "the broker refuses our certificate", "CN=ingest, is over since");
  }

  @Test
  void no_certificate_at_all() {
    var client = new HashMap<>(broker.as("ingest"));
    client.keySet().removeIf(key -> key.startsWith("ssl.keystore"));

    refused(client, "the broker refuses our certificate", "there must be one");
  }

  @Test
  void a_wrong_password() {
    broker.setPassword("ingest", "right");

    refused(broker.login("ingest", "wrong"), "Kafka refuses the login", "sasl.jaas.config");
  }

  @Test
  void a_console_that_would_open_without_a_broker() {
    var plain = Map.of("bootstrap.servers", broker.bootstrapServers());
    broker.setPassword("ingest", "right");

    assertThatThrownBy(() -> start(plain, new ConsoleServiceFactory()))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("speaks TLS and is asked in plain text");
    assertThatThrownBy(() -> start(broker.login("ingest", "wrong"), new ConsoleServiceFactory()))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("Kafka refuses the login");
  }

  @Test
  void rights_that_are_missing() {
    assertThatThrownBy(() -> start(broker.as("nobody")))
        .hasMessageContaining("topic images cannot be created: this login may not")
        .hasMessageContaining("longshore doctor --service");
    assertThat(doctor(broker.as("nobody")).out()).contains("fault");
  }

  /** What the service says at its start; the doctor's words are the same but for what is added. */
  private void refused(Map<String, String> client, String found, String... more) {
    assertThatThrownBy(() -> start(client))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining(found)
        .hasMessageContainingAll(more);
    Cli doctor = doctor(client);
    assertThat(doctor.status()).isEqualTo(1);
    assertThat(doctor.out()).contains(found);
  }

  private void start(Map<String, String> client) {
    start(client, new IngestServiceFactory());
  }

  private void start(Map<String, String> client, ServiceFactory factory) {
    var settings = new HashMap<String, String>();
    client.forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.data-directory", folder.resolve("data").toString());
    settings.put(
        factory instanceof IngestServiceFactory
            ? "longshore.ingest.http.port"
            : "longshore.console.port",
        "0");
    new Launcher(
            Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
            List.of(factory),
            Clock.systemUTC(),
            reason -> {})
        .close();
  }

  private Cli doctor(Map<String, String> client) {
    return Cli.run(
        "doctor",
        "-b",
        client.getOrDefault("bootstrap.servers", ""),
        "--command-config",
        file(client).toString(),
        "--data-directory",
        folder.resolve("data").toString());
  }

  private Path file(Map<String, String> client) {
    var properties = new Properties();
    properties.putAll(client);
    try {
      Path file = Files.createTempFile(folder, "client", ".properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        properties.store(out, null);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> keys(CertificateAuthority authority, String name, Validity validity) {
    return KeyFolder.write(
            authority.issue("ingest", new Role.Client(), validity),
            folder.resolve(name),
            KeyFormat.PEM)
        .settings();
  }
}
