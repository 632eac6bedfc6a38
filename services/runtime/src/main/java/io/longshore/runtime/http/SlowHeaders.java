package io.longshore.runtime.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections on which a request's headers do not come to an end. The server's own bound is
 * on silence, which a byte now and then keeps from being reached, for as long as somebody likes.
 */
final class SlowHeaders extends Lookout implements Connection.Listener {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final long patience;
  private final Map<HttpConnection, Long> begun = new ConcurrentHashMap<>();

  SlowHeaders(Duration patience) {
    super("slow-headers", LOOK);
    this.patience = patience.toNanos();
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

  /**
   * Its first request has not begun, or its headers are not whole, and nothing has come that only
   * waits for one of our threads to read it.
   */
  private static boolean isAwaited(HttpConnection connection) {
    HttpParser parser = connection.getParser();
    boolean unfinished = parser.isStart() ? connection.getBytesIn() == 0 : parser.inHeaderState();
    return unfinished && unread(connection.getEndPoint()) == 0;
  }

  /** Bytes that the system holds for us. */
  private static int unread(EndPoint endPoint) {
    EndPoint plain = endPoint instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : endPoint;
    try {
      return plain instanceof SocketChannelEndPoint socket
          ? socket.getChannel().socket().getInputStream().available()
          : 0;
    } catch (IOException e) {
      return 0; // it is closed
    }
  }

  @Override
  void look() {
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
