package io.longshore.standalone.certificates;

import java.util.List;
import java.util.stream.Collectors;

/** What the holder of a key may use it for. */
public sealed interface Role {

  List<String> extensions();

  /** Shows who it is to a server. It cannot pass for a server, should it be stolen. */
  record Client() implements Role {
    @Override
    public List<String> extensions() {
      return List.of("-ext", "eku=clientAuth");
    }
  }

  /**
   * Is called by others under these hosts, and calls others itself, as brokers do.
   *
   * @param hosts names and addresses that clients may call it by
   */
  record Server(List<String> hosts) implements Role {

    public Server {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("a server needs a host that clients call it by");
      }
    }

    @Override
    public List<String> extensions() {
      return List.of(
          "-ext",
          "eku=serverAuth,clientAuth",
          "-ext",
          "san=" + hosts.stream().map(Server::alternative).collect(Collectors.joining(",")));
    }

    private static String alternative(String host) {
      boolean address = host.contains(":") || host.matches("[0-9.]+");
      return (address ? "ip:" : "dns:") + host;
    }
  }
}
