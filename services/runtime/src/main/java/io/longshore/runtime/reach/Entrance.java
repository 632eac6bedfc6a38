package io.longshore.runtime.reach;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Looks, before a process makes all its clients, whether Kafka would let them in. A client that
 * speaks plain text to TLS takes an alert for a length of some 350 MB and may die of that; one that
 * speaks TLS to plain text is cut off, tries again, and gives up after a minute without a reason.
 */
public final class Entrance {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Settings of a client that asks for a login and goes on if nobody answers within seconds. */
  public static final Map<String, String> IN_PASSING =
      Map.of(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()),
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));

  private final Map<String, String> settings;
  private final Clock clock;

  /**
   * @param settings of Kafka's clients, by Kafka's names
   */
  public Entrance(Map<String, String> settings, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.clock = clock;
  }

  /**
   * Fails if the ports speak another protocol than the one that is set.
   *
   * @throws KafkaRefusedException saying which
   */
  public void requireProtocol() {
    var reach =
        new Reach(
            settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"),
            PATIENCE);
    String servers =
        settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "").strip();
    if (servers.isEmpty()) {
      return; // a client says that better
    }
    reach
        .mismatch(Address.all(servers))
        .ifPresent(
            words -> {
              throw new KafkaRefusedException(words, null);
            });
  }

  /**
   * Fails if Kafka refuses who we are. No answer at all is left to whoever asks next.
   *
   * @throws KafkaRefusedException saying why, and what to do
   */
  public void requireLogin(Admin admin) {
    try {
      var unused = admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      Optional<Refusal> refusal = Refusal.of(e);
      if (refusal.isPresent()) {
        throw refused(refusal.get(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  private KafkaRefusedException refused(Refusal refusal, ExecutionException cause) {
    String own =
        OwnCertificate.of(settings)
            .map(
                certificate ->
                    certificate
                        .trouble(clock.instant())
                        .orElse(
                            "ours is %s, of the authority %s"
                                .formatted(certificate.owner(), certificate.authority())))
            .map(words -> " (" + words + ")")
            .orElse("");
    return new KafkaRefusedException(refusal.found() + own + "; " + refusal.advice(), cause);
  }
}
