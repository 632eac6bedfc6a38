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
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and their tools ask a process: {@code /metrics} for Prometheus, {@code
 * /health/live} and {@code /health/ready} for Kubernetes. Answers 503 with one line a part when the
 * answer is no. Services add pages of their own.
 */
public final class AdminEndpoint implements Pages, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminEndpoint.class);
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = PageAnswer.TEXT;
  private static final int THREADS = 4;

  private final HttpServer server;

  /** Slow readers of long pages must leave threads for whoever asks whether the process lives. */
  private final Semaphore pages = new Semaphore(THREADS / 2);

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
            THREADS,
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

  /** A wildcard is no address that others could use: it becomes that of this machine. */
  @Override
  public String address() {
    InetAddress host = server.getAddress().getAddress();
    String name = host.isAnyLocalAddress() ? thisMachine() : host.getHostAddress();
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port();
  }

  @Override
  public void add(String path, Page page) {
    server.createContext(path, x -> answer(x, path, page));
  }

  private void answer(HttpExchange exchange, String path, Page page) throws IOException {
    if (!pages.tryAcquire()) {
      answer(exchange, PageAnswer.later("others are being answered"));
      return;
    }
    try {
      answer(exchange, answerOf(exchange, path, page));
    } finally {
      pages.release();
    }
  }

  private static PageAnswer answerOf(HttpExchange exchange, String path, Page page) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return PageAnswer.why(404, "there is no such page");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return PageAnswer.why(405, path + " can only be read, with GET").with("Allow", "GET");
    }
    try {
      return page.answer(exchange.getRequestURI());
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("path", path).setCause(e).log("a page failed");
      return PageAnswer.why(500, "failed, see the log: " + e);
    }
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

  private static void answer(HttpExchange exchange, PageAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    answer(exchange, answer.status(), answer.type(), answer.body());
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
