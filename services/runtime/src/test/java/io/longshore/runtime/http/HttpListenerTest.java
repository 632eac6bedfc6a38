package io.longshore.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class HttpListenerTest {
  private static final int CALLERS = 300;
  private static final Path MOST_WAITING = Path.of("/proc/sys/net/core/somaxconn");
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final List<Socket> callers = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket caller : callers) {
      caller.close();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void hundreds_may_come_at_once_and_wait_to_be_accepted() throws Exception {
    int allowed = Integer.parseInt(Files.readAllLines(MOST_WAITING).get(0));
    assumeThat(allowed).as("net.core.somaxconn").isGreaterThan(CALLERS);
    var servers = new ArrayList<Server>();
    try (HttpListener listener =
        listener(
            HttpListener.threads("test", 16), config -> config.jetty.modifyServer(servers::add))) {
      for (Connector connector : servers.get(0).getConnectors()) {
        ((ServerConnector) connector).setAccepting(false);
      }

      for (int i = 0; i < CALLERS; i++) {
        var caller = new Socket();
        callers.add(caller);
        caller.connect(address(listener), 900);
      }
    }

    assertThat(callers).hasSize(CALLERS);
  }

  @Test
  void a_request_that_nobody_has_time_to_read_yet_is_answered_late() throws Exception {
    var busy = new CountDownLatch(1);
    QueuedThreadPool threads = HttpListener.threads("test", 6);
    Handler waiting = late(new CountDownLatch(1), busy);
    try (HttpListener listener = listener(threads, config -> config.routes.get("/", waiting))) {
      for (int i = 0; i < 12; i++) {
        Socket caller = caller(listener);
        callers.add(caller);
        caller.getOutputStream().write(REQUEST.getBytes(US_ASCII));
      }

      Thread.sleep(9_000); // longer than headers may take
      busy.countDown();

      for (Socket caller : callers) {
        assertThat(caller.getInputStream().read()).as("the H of HTTP").isEqualTo('H');
      }
    }
  }

  @Test
  void what_has_begun_is_answered_before_the_server_stops_and_others_are_told_to_come_again()
      throws Exception {
    var begun = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    HttpListener listener =
        listener(
            HttpListener.threads("test", 8),
            config -> {
              config.routes.get("/", late(begun, told));
              config.routes.get("/other", context -> context.result("other"));
            });
    Socket first = caller(listener);
    callers.add(first);
    first.getOutputStream().write(REQUEST.getBytes(US_ASCII));
    begun.await();
    var stopping = new Thread(listener::close);
    stopping.start();

    String other = other(listener);
    while (other.startsWith("HTTP/1.1 200")) { // the stop has not begun
      Thread.sleep(5);
      other = other(listener);
    }
    told.countDown();
    stopping.join();

    assertThat(other)
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1", "Connection: close", "\"BUSY\"");
    assertThat(all(first)).startsWith("HTTP/1.1 200").endsWith("late");
  }

  @Test
  void a_request_that_never_ends_does_not_keep_the_server_from_stopping() throws Exception {
    var begun = new CountDownLatch(1);
    HttpListener listener =
        listener(
            HttpListener.threads("test", 8),
            config -> config.routes.get("/", late(begun, new CountDownLatch(1))));
    Socket caller = caller(listener);
    caller.getOutputStream().write(REQUEST.getBytes(US_ASCII));
    begun.await();

    listener.close(Duration.ofMillis(100));

    assertThat(all(caller)).as("until its connection was closed").doesNotContain("late");
  }

  private static Handler late(CountDownLatch begun, CountDownLatch told) {
    return context -> {
      begun.countDown();
      told.await();
      context.result("late");
    };
  }

  private static String other(HttpListener listener) throws IOException {
    try (Socket caller = caller(listener)) {
      caller
          .getOutputStream()
          .write(
              "GET /other HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
      return all(caller);
    }
  }

  private static String all(Socket caller) throws IOException {
    return new String(caller.getInputStream().readAllBytes(), US_ASCII);
  }

  private static Socket caller(HttpListener listener) throws IOException {
    var caller = new Socket();
    caller.connect(address(listener));
    return caller;
  }

  private static InetSocketAddress address(HttpListener listener) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static HttpListener listener(QueuedThreadPool threads, Consumer<JavalinConfig> more) {
    return HttpListener.open(
        new HttpListener.Place("test", "127.0.0.1", 0, "no.setting", Duration.ofSeconds(30)),
        threads,
        config -> {
          FrontDoor.open().on(config, "127.0.0.1", 0);
          more.accept(config);
        });
  }
}
