package io.longshore.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that goes on: a <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">stream of events</a>, until
 * the browser or the server goes away.
 *
 * <p>When a browser goes, the server takes the request back and uses its objects for another. From
 * then on nothing of it may be touched, nor may the rest of its handling be run; so whoever ends it
 * asks first whether it is over, and whoever takes it back says so first.
 */
final class EventStream {
  static final String TYPE = "text/event-stream";

  private final OutputStream out;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private boolean over;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /** Begins the answer; within the handler of the request. */
  static EventStream open(Context context) throws IOException {
    context
        .status(200)
        .contentType(TYPE + ";charset=utf-8")
        .header("Connection", "close")
        .header("X-Accel-Buffering", "no"); // of proxies that would keep events for themselves
    context.res().flushBuffer();
    var stream = new EventStream(context.res().getOutputStream());
    AsyncContext async = context.req().startAsync();
    async.setTimeout(0);
    async.addListener(stream.new TakenBack());
    context.future(() -> stream.end);
    return stream;
  }

  /** Sends an event of one line; false if nobody listens any more. */
  boolean send(String name, String line, long id) {
    return write("id: " + id + "\nevent: " + name + "\ndata: " + line + "\n\n");
  }

  /** Sends something that no page is told of. */
  boolean sendComment(String line) {
    return write(": " + line + "\n\n");
  }

  private boolean write(String text) {
    if (isOver()) {
      return false;
    }
    try {
      out.write(text.getBytes(UTF_8));
      out.flush();
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // the browser went, or the request was taken back in between
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Ends the answer, if that is not done. */
  synchronized void end() {
    if (!over) {
      over = true;
      end.complete(null);
    }
  }

  private synchronized void takenBack() {
    over = true;
  }

  /** Told by the server before it uses what belongs to the request for another one. */
  private final class TakenBack implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      takenBack();
    }

    @Override
    public void onError(AsyncEvent event) {
      takenBack();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      takenBack();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
