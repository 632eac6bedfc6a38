package io.longshore.console.http;

import io.longshore.console.state.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One browser that is told of events, on a thread of its own. Of a view it is told the latest only,
 * so a slow one costs no memory; a few answers to requests wait for it.
 */
final class Listener {
  private static final int REQUESTS = 20;
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** One event; its data is one line. */
  private record Event(String name, String data) {}

  private final EventStream stream;
  private final Set<View> views;
  private final AtomicLong ids;
  private final Map<View, String> latest = new EnumMap<>(View.class);
  private final Deque<String> requests = new ArrayDeque<>();
  private boolean closed;

  Listener(EventStream stream, Set<View> views, AtomicLong ids) {
    this.stream = stream;
    this.views = views;
    this.ids = ids;
  }

  /** Tells the newest of a view, in place of what was not yet sent. */
  synchronized void tell(View view, String data) {
    if (views.contains(view)) {
      latest.put(view, data);
      notifyAll();
    }
  }

  /** Tells what became of a request. */
  synchronized void tellRequest(String data) {
    if (requests.size() == REQUESTS) {
      requests.removeFirst();
    }
    requests.addLast(data);
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Sends until the browser or the server goes away. */
  void run() {
    try {
      boolean heard = true;
      while (heard) {
        Event next = next();
        heard = !isClosed() && send(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stream.end();
    }
  }

  private boolean send(@Nullable Event event) {
    return event == null
        ? stream.sendComment("still here")
        : stream.send(event.name(), event.data(), ids.incrementAndGet());
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** The next event; null after a while of silence. */
  private synchronized @Nullable Event next() throws InterruptedException {
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (!closed && latest.isEmpty() && requests.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    if (closed) {
      return null;
    }
    if (!requests.isEmpty()) {
      return new Event("request", requests.removeFirst());
    }
    View view = latest.keySet().iterator().next();
    String data = latest.remove(view);
    return data == null ? null : new Event(view.word(), data);
  }
}
