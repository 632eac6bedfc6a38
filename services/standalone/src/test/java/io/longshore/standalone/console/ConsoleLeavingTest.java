package io.longshore.standalone.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.standalone.system.InProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Browsers that go away while they are told of events. */
@Timeout(120)
class ConsoleLeavingTest {
  private static final String NOBODY = "127.0.0.1:1";

  /** As many as a console tells at a time. */
  private static final int BROWSERS = 32;

  @Test
  void browsers_that_go_are_forgotten_and_nothing_fails_for_it(@TempDir Path data)
      throws Exception {
    Logger javalin = (Logger) LoggerFactory.getLogger("io.javalin");
    var complaints = new ListAppender<ILoggingEvent>();
    complaints.start();
    javalin.addAppender(complaints);
    var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    try (Launcher launcher = WatchedTopics.launcher(NOBODY, data, console)) {
      int port = console.service().port();
      var browsers = new ArrayList<Socket>();
      for (int i = 0; i < BROWSERS; i++) {
        Socket browser = listening(port);
        assertThat(firstLine(browser)).contains(" 200 ");
        browsers.add(browser);
      }
      assertThat(firstLine(listening(port))).as("one too many").contains(" 503 ");

      for (Socket browser : browsers) {
        browser.setSoLinger(true, 0); // gone like a laptop whose lid is shut
        browser.close();
      }

      while (!firstLine(listening(port)).contains(" 200 ")) {
        Thread.sleep(200);
      }
      assertThat(launcher.adminPort()).isPositive();
    } finally {
      javalin.detachAppender(complaints);
    }
    assertThat(List.copyOf(complaints.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }

  private static Socket listening(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000); // no interrupt ends a read
    String request =
        "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n";
    socket.getOutputStream().write(request.formatted(port).getBytes(US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    return String.valueOf(reader.readLine());
  }
}
