package io.longshore.standalone.reach;

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

  Reach(String securityProtocol, Duration patience) {
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
              "%s speaks TLS and is asked in plain text; give --command-config a file with security.protocol=SSL (or SASL_SSL)"
                  .formatted(address));
    }
    if (answer instanceof Answer.Kafka) {
      return Optional.empty();
    }
    return Optional.of(
        tls
            ? "%s is asked in TLS (security.protocol) and does not answer in it".formatted(address)
            : "something answers at %s, but not as Kafka does; is it the broker's port?"
                .formatted(address));
  }
}
