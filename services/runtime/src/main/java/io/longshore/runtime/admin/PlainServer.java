package io.longshore.runtime.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Carries the pages over plain HTTP, by the small server that comes with Java. */
final class PlainServer implements AdminServer {
  private final HttpServer server;
  private final ExecutorService threads;

  PlainServer(String host, int port, int threads, AdminPages pages) throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(host, port), 16);
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              var thread = new Thread(task, "admin-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(this.threads);
    server.createContext(
        "/",
        exchange ->
            pages.answer(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                answer -> write(exchange, answer)));
    server.start();
  }

  private static void write(HttpExchange exchange, PageAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public String scheme() {
    return "http";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
