package io.longshore.runtime.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.longshore.runtime.Health;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What operators and their tools ask a process: {@code /metrics} for Prometheus, {@code
 * /health/live} and {@code /health/ready} for Kubernetes. Answers 503 with one line a part when the
 * answer is no.
 */
public final class AdminEndpoint implements AutoCloseable {
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Opens the endpoint.
   *
   * @param port 0 for any free one
   * @throws PortInUseException if another process has the port
   * @throws IllegalStateException if the host is not an address of this machine
   */
  public AdminEndpoint(String host, int port, PrometheusMeterRegistry registry, Health health) {
    server = open(host, port);
    threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              var thread = new Thread(task, "admin-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/metrics", x -> answer(x, 200, EXPOSITION, registry.scrape()));
    server.createContext(
        "/health/live", x -> answer(x, health.isLive() ? 200 : 503, TEXT, health.inWords() + "\n"));
    server.createContext(
        "/health/ready",
        x -> answer(x, health.isReady() ? 200 : 503, TEXT, health.inWords() + "\n"));
    server.start();
  }

  private static HttpServer open(String host, int port) {
    try {
      if (!isLocal(InetAddress.getByName(host))) {
        throw new IOException("not an address of this machine");
      }
      return HttpServer.create(new InetSocketAddress(host, port), 16);
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
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
