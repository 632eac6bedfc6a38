package io.longshore.runtime.reach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether any of the addresses can be talked to in the protocol that is set, within a few seconds,
 * and in words why not.
 */
public final class Reach {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final BrokerProbe probe;
  private final boolean tls;

  /**
   * @param securityProtocol Kafka's {@code security.protocol}
   */
  public Reach(String securityProtocol) {
    this(securityProtocol, PATIENCE);
  }

  public Reach(String securityProtocol, Duration patience) {
    this.probe = new BrokerProbe(patience);
    this.tls = securityProtocol.toUpperCase(Locale.ROOT).endsWith("SSL");
  }

  /** Empty if one of them answers as it should; otherwise what is wrong with each. */
  public Optional<String> obstacle(List<Address> addresses) {
    var obstacles = new ArrayList<String>();
    for (Address address : addresses) {
      Optional<String> obstacle = obstacle(address);
      if (obstacle.isEmpty()) {
        return obstacle;
      }
      obstacles.add(obstacle.get());
    }
    return Optional.of(String.join("; ", obstacles));
  }

  /** Empty if it answers as it should. */
  public Optional<String> obstacle(Address address) {
    Answer answer = tls ? probe.greet(address) : probe.ask(address);
    if (answer instanceof Answer.Nobody nobody) {
      return Optional.of("no Kafka answers at %s: %s".formatted(address, nobody.why()));
    }
    if (answer instanceof Answer.Tls) {
      return tls
          ? Optional.empty()
          : Optional.of(
              "%s speaks TLS and is asked in plain text; set security.protocol to SSL or SASL_SSL (kafka.security.protocol of a service, --command-config of a command)"
                  .formatted(address));
    }
    if (answer instanceof Answer.Kafka) {
      return Optional.empty();
    }
    if (!tls) {
      return Optional.of(
          "something answers at %s, but not as Kafka does; is it the broker's port?"
              .formatted(address));
    }
    return Optional.of(
        "%s is asked in TLS (security.protocol) and %s"
            .formatted(
                address,
                probe.ask(address) instanceof Answer.Kafka
                    ? "speaks plain text; is it the broker's other port, or is security.protocol to be PLAINTEXT or SASL_PLAINTEXT?"
                    : "does not answer in it"));
  }

  /**
   * What is wrong with the protocol that is set, as far as that is certain: one port speaks TLS and
   * is asked in plain text, or the other way round. Nobody there, or nobody who answers in time, is
   * no matter of protocol.
   */
  public Optional<String> mismatch(List<Address> addresses) {
    Optional<String> found = Optional.empty();
    for (Address address : addresses) {
      Answer answer = probe.ask(address);
      boolean right = tls ? answer instanceof Answer.Tls : answer instanceof Answer.Kafka;
      if (right) {
        return Optional.empty();
      }
      if (tls ? answer instanceof Answer.Kafka : answer instanceof Answer.Tls) {
        found = obstacle(address);
      }
    }
    return found;
  }
}
