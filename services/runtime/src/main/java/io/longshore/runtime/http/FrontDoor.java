package io.longshore.runtime.http;

import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an HTTP endpoint is come in by: HTTPS if there is a certificate, headers within seconds, and
 * the gate.
 *
 * @param gate who may come
 * @param tls of HTTPS; empty for plain HTTP
 * @param callers what HTTPS asks of them
 */
public record FrontDoor(Gate gate, Optional<Tls> tls, Callers callers) {
  private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
  private static final Duration HEADERS = Duration.ofSeconds(6);

  /**
   * Connections that wait to be accepted; the system may allow fewer (net.core.somaxconn). Jetty
   * has 50: of a few hundred callers who come at once some waited for seconds, and some were reset,
   * when the kernel ran out of room and could not tell their connections from made-up ones.
   */
  private static final int WAITING = 4096;

  /**
   * By default each connection remembers the headers of its last request, in some 100 KiB: of a
   * thousand senders who wait for Kafka that would be more than all of their images.
   */
  private static final int NO_HEADER_CACHE = 0;

  /** Open to everybody, over plain HTTP. */
  public static FrontDoor open() {
    return of(Gate.open(), Optional.empty());
  }

  public static FrontDoor of(AccessSettings settings) {
    return of(Gate.of(settings), Tls.of(settings));
  }

  /** If callers must show a certificate, all must. */
  public static FrontDoor of(Gate gate, Optional<Tls> tls) {
    return new FrontDoor(gate, tls, Callers.SHOW_A_CERTIFICATE);
  }

  /** Puts the door in front of a server that is about to start. */
  public void on(JavalinConfig config, String host, int port) {
    config.jetty.addConnector(
        (server, http) -> {
          http.setHeaderCacheSize(NO_HEADER_CACHE);
          ServerConnector connector = connector(server, http);
          connector.setHost(host);
          connector.setPort(port);
          connector.setAcceptQueueSize(WAITING);
          connector.addBean(new SlowHeaders(HEADERS));
          return connector;
        });
  }

  /**
   * Says it loudly if others than this machine can come in without saying who they are.
   *
   * @param setting that would close the door
   */
  public void warnIfOpen(String host, String setting) {
    boolean asksWho = gate.asksWho() || tls.flatMap(Tls::clientAuthority).isPresent();
    if (!asksWho && !isLoopback(host)) {
      log.atWarn()
          .addKeyValue("host", host)
          .log(
              "ANYBODY who reaches this machine may call this endpoint: it listens beyond localhost"
                  + " and asks for no token; set "
                  + setting
                  + ", or keep others away by other means");
    }
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    return tls.map(it -> TlsConnections.connector(server, http, it, callers))
        .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
