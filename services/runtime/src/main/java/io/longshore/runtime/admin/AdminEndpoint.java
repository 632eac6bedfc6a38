package io.longshore.runtime.admin;

import io.longshore.runtime.Health;
import io.longshore.runtime.http.Tls;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * What operators and their tools ask a process: {@code /metrics} for Prometheus, {@code
 * /health/live} and {@code /health/ready} for Kubernetes. Answers 503 with one line a part when the
 * answer is no. Services add pages of their own.
 */
public final class AdminEndpoint implements Pages, AutoCloseable {
  private static final int THREADS = 4;

  private final InetAddress host;
  private final AdminPages pages;
  private final AdminServer server;

  /**
   * Opens the endpoint.
   *
   * @param port 0 for any free one
   * @param tls of HTTPS; empty for plain HTTP
   * @throws PortInUseException if another process has the port
   * @throws IllegalStateException if the host is not an address of this machine
   * @throws IllegalArgumentException if a file of HTTPS cannot be used
   */
  public AdminEndpoint(
      String host, int port, Optional<Tls> tls, PrometheusMeterRegistry registry, Health health) {
    this.pages = new AdminPages(registry, health, THREADS / 2);
    try {
      this.host = InetAddress.getByName(host);
      if (!isLocal(this.host)) {
        throw new IOException("not an address of this machine");
      }
      this.server =
          tls.isPresent()
              ? new SecureServer(host, port, THREADS, tls.get(), pages)
              : new PlainServer(host, port, THREADS, pages);
    } catch (BindException e) {
      throw new PortInUseException("admin endpoint", host, port, "longshore.admin.port", e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the admin endpoint cannot open %s:%d (longshore.admin.host, longshore.admin.port): %s"
              .formatted(host, port, e),
          e);
    }
  }

  private static boolean isLocal(InetAddress address) throws SocketException {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  public int port() {
    return server.port();
  }

  /** A wildcard is no address that others could use: it becomes that of this machine. */
  @Override
  public String address() {
    String name = host.isAnyLocalAddress() ? thisMachine() : host.getHostAddress();
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port();
  }

  @Override
  public String scheme() {
    return server.scheme();
  }

  @Override
  public void add(String path, Page page) {
    pages.add(path, page);
  }

  private static String thisMachine() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "this machine does not know its own address; set longshore.admin.host to one that other processes reach",
          e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
