package io.longshore.runtime.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.longshore.runtime.admin.PortInUseException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of HTTP that tells nobody what it is made of, says in its log where it listens, and
 * answers what has begun before it stops.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

  /** With what services wait for themselves, well within an orchestrator's patience. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final String service;
  private final Javalin server;
  private final LastAnswers lastAnswers;

  /**
   * Where to listen.
   *
   * @param service who does, for lines of the log
   * @param port 0 for any free one
   * @param setting the key that says the port
   * @param idle after which a connection without traffic is closed
   */
  public record Place(String service, String host, int port, String setting, Duration idle) {}

  private HttpListener(String service, Javalin server, LastAnswers lastAnswers) {
    this.service = service;
    this.server = server;
    this.lastAnswers = lastAnswers;
  }

  /** Threads to answer on. */
  public static QueuedThreadPool threads(String service, int most) {
    var threads = new QueuedThreadPool(most);
    threads.setName(service + "-http");
    return threads;
  }

  /**
   * Listens from now on.
   *
   * @param routes what is answered
   * @throws PortInUseException if another process has the port
   */
  public static HttpListener open(
      Place place, QueuedThreadPool threads, Consumer<JavalinConfig> routes) {
    var lastAnswers = new LastAnswers();
    Javalin server =
        Javalin.create(
            config -> {
              quiet(config);
              config.jetty.modifyServer(jetty -> jetty.insertHandler(lastAnswers));
              config.jetty.threadPool = threads;
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setIdleTimeout(place.idle().toMillis());
                    http.setSendServerVersion(false);
                  });
              routes.accept(config);
            });
    try {
      server.start(place.host(), place.port());
    } catch (JavalinBindException e) {
      throw new PortInUseException(
          place.service() + " endpoint", place.host(), place.port(), place.setting(), e);
    }
    log.atInfo()
        .addKeyValue("host", place.host())
        .addKeyValue("port", server.port())
        .log("{} open", place.service());
    return new HttpListener(place.service(), server, lastAnswers);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
  }

  public int port() {
    return server.port();
  }

  /** Takes nothing more, answers what has begun, and stops. */
  @Override
  public void close() {
    close(LAST_ANSWERS);
  }

  /**
   * @param patience for answers that are due
   */
  void close(Duration patience) {
    try {
      if (!lastAnswers.awaitGiven(patience)) {
        log.atWarn()
            .addKeyValue("requests", lastAnswers.getCurrentRequestCount())
            .log("{} stopped before all requests were answered", service);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }
}
