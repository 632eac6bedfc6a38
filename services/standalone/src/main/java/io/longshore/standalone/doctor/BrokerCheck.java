package io.longshore.standalone.doctor;

import io.longshore.runtime.reach.Address;
import io.longshore.runtime.reach.Reach;
import java.util.List;
import java.util.Optional;

/**
 * Whether Kafka answers at an address.
 *
 * @param addresses that clients begin with, or that brokers advertise
 * @param reach how they are talked to
 * @param kind of the addresses: bootstrap or advertised
 */
public record BrokerCheck(List<Address> addresses, Reach reach, String kind) implements Check {

  public BrokerCheck {
    addresses = List.copyOf(addresses);
  }

  @Override
  public List<Finding> look() {
    return addresses.stream().map(this::look).toList();
  }

  private Finding look(Address address) {
    Optional<String> obstacle = reach.obstacle(address);
    return obstacle
        .map(
            words ->
                Finding.fault(
                    "broker",
                    words,
                    kind.equals("bootstrap")
                        ? "start Kafka, or name another address (--bootstrap-server, kafka.bootstrap.servers)"
                        : "the broker tells clients to come there (advertised.listeners): make it a name and port that this machine can reach"))
        .orElseGet(() -> Finding.ok("broker", "%s answers (%s)".formatted(address, kind)));
  }
}
