package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.standalone.broker.TokenBroker;
import io.longshore.standalone.broker.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final Duration SECONDS = Duration.ofSeconds(4);

  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private final Path folder;
  private final TokenIssuer issuer = TokenIssuer.named("https://login.example.org");
  private final TokenBroker broker;

  TokenLoginTest(@TempDir Path folder) {
    this.folder = folder;
    this.broker = TokenBroker.start(folder, issuer);
  }

  @AfterAll
  void stop() {
    sender.shutdownNow();
    broker.close();
  }

  @Test
  void a_service_with_a_token_makes_its_topics_and_starts() {
    try (RunningIngest ingest =
        RunningIngest.start(folder, broker.with(issuer.token("ingest", HOUR), "good.jwt"))) {
      assertThat(ingest.isReady()).isTrue();
    }
  }

  @Test
  void a_token_that_another_key_signed_is_refused_at_the_start() {
    TokenIssuer forger = TokenIssuer.named(issuer.name());

    assertThatThrownBy(
            () ->
                RunningIngest.start(
                    folder, broker.with(forger.token("ingest", HOUR), "forged.jwt")))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageContaining("Kafka refuses the login")
        .hasMessageContaining("the token");
  }

  @Test
  void an_image_that_comes_while_the_token_is_over_waits_until_somebody_renews_it()
      throws Exception {
    Map<String, String> client = broker.with(issuer.token("ingest", SECONDS), "renewed.jwt");
    try (RunningIngest ingest = RunningIngest.start(folder, client)) {
      assertThat(ingest.post()).isEqualTo(202);
      Thread.sleep(SECONDS.toMillis());

      Future<Integer> meanwhile = sender.submit(ingest::post);

      assertThatThrownBy(() -> meanwhile.get(2, TimeUnit.SECONDS))
          .as("Kafka ends the connections of who cannot show a new token")
          .isInstanceOf(TimeoutException.class);
      broker.with(issuer.token("ingest", HOUR), "renewed.jwt");
      assertThat(meanwhile.get(60, TimeUnit.SECONDS)).isEqualTo(202);
    }
  }
}
