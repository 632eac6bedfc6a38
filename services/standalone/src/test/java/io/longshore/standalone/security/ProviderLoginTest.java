package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.standalone.broker.TokenBroker;
import io.longshore.standalone.broker.TokenIssuer;
import io.longshore.standalone.broker.TokenProvider;
import io.longshore.standalone.endtoend.Cli;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logins by tokens that services fetch, over HTTPS, from an identity provider. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderLoginTest {
  private static final Duration LIFE = Duration.ofSeconds(4);
  private static final String SECRET = "a-secret-of-ingest";

  private final Path folder;
  private final TokenProvider provider;
  private final TokenBroker broker;

  ProviderLoginTest(@TempDir Path folder) {
    this.folder = folder;
    TokenIssuer issuer = TokenIssuer.named("https://login.example.org");
    this.provider =
        TokenProvider.start(
            TokenBroker.identity(folder, "provider"), issuer, Map.of("ingest", SECRET), LIFE);
    this.broker = TokenBroker.start(folder, issuer, provider);
  }

  @AfterAll
  void stop() {
    broker.close();
    provider.close();
  }

  @Test
  void a_service_goes_on_with_ever_new_tokens_after_its_first_is_over() throws Exception {
    try (RunningIngest ingest = RunningIngest.start(folder, client(SECRET))) {
      assertThat(ingest.post()).isEqualTo(202);
      int before = provider.given().size();
      String first = provider.given().get(0);

      long end = System.nanoTime() + 3 * LIFE.toNanos();
      while (System.nanoTime() < end) {
        assertThat(ingest.post()).isEqualTo(202);
        Thread.sleep(100);
      }

      assertThat(provider.given().size()).isGreaterThanOrEqualTo(before + 3);
      assertThat(ingest.isReady()).isTrue();
      assertThatThrownBy(() -> RunningIngest.start(folder, broker.with(first, "first.jwt")))
          .isInstanceOf(KafkaRefusedException.class);
    }
  }

  @Test
  void a_secret_that_the_provider_does_not_know_is_refused_at_the_start() {
    assertThatThrownBy(() -> RunningIngest.start(folder, client("another")))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("no token is given out")
        .hasMessageContaining("401")
        .hasMessageContaining("invalid_client")
        .hasMessageContaining("sasl.oauthbearer.client.credentials");
  }

  @Test
  void a_provider_whose_authority_is_not_trusted_is_refused_at_the_start() {
    assertThatThrownBy(
            () -> RunningIngest.start(folder, broker.with(provider, "ingest", SECRET, Map.of())))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("the certificate of who gives out tokens")
        .hasMessageContaining("sasl.jaas.config");
  }

  @Test
  void a_provider_that_kafka_was_not_told_of_is_refused_and_the_setting_named() {
    var client = new HashMap<>(client(SECRET));
    client.put("sasl.oauthbearer.token.endpoint.url", "https://127.0.0.1:1/token");

    assertThatThrownBy(() -> RunningIngest.start(folder, client))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("no client of Kafka can be made")
        .hasMessageContaining("org.apache.kafka.sasl.oauthbearer.allowed.urls");
  }

  @Test
  void commands_say_the_same_and_the_doctor_goes_on() throws IOException {
    Cli topics = cli("topics", client("another"));
    Cli doctor = cli("doctor", client("another"));

    assertThat(topics.status()).isEqualTo(4);
    assertThat(topics.err()).contains("no token is given out").doesNotContain("unforeseen");
    assertThat(doctor.status()).isEqualTo(1);
    assertThat(doctor.out()).contains("no token is given out", "1 faults");
  }

  private Cli cli(String command, Map<String, String> client) throws IOException {
    var properties = new Properties();
    properties.putAll(client);
    Path file = Files.createTempFile(folder, "client", ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return Cli.run(
        command,
        "-b",
        client.getOrDefault("bootstrap.servers", ""),
        "--command-config",
        file.toString());
  }

  private Map<String, String> client(String secret) {
    return broker.with(provider, "ingest", secret, broker.trust());
  }
}
