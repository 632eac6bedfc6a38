package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.standalone.broker.TokenBroker;
import io.longshore.standalone.broker.TokenIssuer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logins by a token of an identity provider (SASL/OAUTHBEARER), by settings alone. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenLoginTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Path folder;
  private final TokenIssuer issuer = TokenIssuer.named("https://login.example.org");
  private final TokenBroker broker;

  TokenLoginTest(@TempDir Path folder) {
    this.folder = folder;
    this.broker = TokenBroker.start(folder, issuer);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void a_service_with_a_token_makes_its_topics_and_starts() {
    try (Launcher ingest = start(broker.with(issuer.token("ingest", HOUR), "good.jwt"))) {
      assertThat(ingest.context().health().isReady()).isTrue();
    }
  }

  @Test
  void a_token_that_another_key_signed_is_refused_at_the_start() {
    TokenIssuer forger = TokenIssuer.named(issuer.name());

    assertThatThrownBy(() -> start(broker.with(forger.token("ingest", HOUR), "forged.jwt")))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("Kafka refuses the login")
        .hasMessageContaining("the token");
  }

  private Launcher start(Map<String, String> client) {
    var settings = new HashMap<String, String>();
    client.forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.ingest.http.port", "0");
    settings.put("longshore.data-directory", folder.resolve("data").toString());
    var factory = new IngestServiceFactory();
    return new Launcher(
        Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
        List.of(factory),
        Clock.systemUTC(),
        reason -> {});
  }
}
