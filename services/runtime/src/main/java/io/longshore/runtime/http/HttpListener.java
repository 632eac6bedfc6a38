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

/** A server of HTTP that tells nobody what it is made of, and says in its log where it listens. */
public final class HttpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

  private final Javalin server;

  /**
   * Where to listen.
   *
   * @param service who does, for lines of the log
   * @param port 0 for any free one
   * @param setting the key that says the port
   * @param idle after which a connection without traffic is closed
   */
  public record Place(String service, String host, int port, String setting, Duration idle) {}

  private HttpListener(Javalin server) {
    this.server = server;
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
    Javalin server =
        Javalin.create(
            config -> {
              quiet(config);
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
    return new HttpListener(server);
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

  @Override
  public void close() {
    server.stop();
  }
}
