package io.longshore.runtime.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections on which a request's headers do not come to an end. The server's own bound is
 * on silence, which a byte now and then keeps from being reached, for as long as somebody likes.
 */
final class SlowHeaders extends AbstractLifeCycle implements Connection.Listener {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final long patience;
  private final Map<HttpConnection, Long> begun = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "slow-headers");
            thread.setDaemon(true);
            return thread;
          });

  SlowHeaders(Duration patience) {
    this.patience = patience.toNanos();
  }

  @Override
  protected void doStart() {
    var unused =
        looking.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    looking.shutdownNow();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      begun.put(http, 0L);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      begun.remove(http);
    }
  }

  /** Its first request has not begun, or its headers are not whole. */
  private static boolean isAwaited(HttpConnection connection) {
    HttpParser parser = connection.getParser();
    return parser.isStart() ? connection.getBytesIn() == 0 : parser.inHeaderState();
  }

  private void look() {
    long now = System.nanoTime();
    begun.forEach(
        (connection, since) -> {
          if (!isAwaited(connection)) {
            begun.replace(connection, since, 0L);
          } else if (since == 0L) {
            begun.replace(connection, since, now);
          } else if (now - since > patience) {
            connection.getEndPoint().close();
          }
        });
  }
}
