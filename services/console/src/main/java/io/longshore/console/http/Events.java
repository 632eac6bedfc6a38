package io.longshore.console.http;

import io.javalin.http.Context;
import io.longshore.console.state.Asked;
import io.longshore.console.state.Known;
import io.longshore.console.state.Shared;
import io.longshore.console.state.View;
import io.longshore.console.view.EventView;
import io.longshore.console.view.RequestView;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells browsers what changed: once a second at most, the latest of each view. */
final class Events implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Events.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int STATUS_EVERY = 10;

  private final Shared shared;
  private final EventView views;
  private final Clock clock;
  private final int most;
  private final Semaphore room;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final Map<View, Long> told = new EnumMap<>(View.class);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ServiceLoop loop;
  private Map<String, String> requests = Map.of();
  private boolean first = true;
  private int ticks;

  /**
   * Starts telling.
   *
   * @param most browsers at a time
   */
  Events(Shared shared, EventView views, int most, Health health, Clock clock) {
    this.shared = shared;
    this.views = views;
    this.most = most;
    this.room = new Semaphore(most);
    this.clock = clock;
    this.loop =
        ServiceLoop.start("console-tells", health, this::step, closing::countDown, () -> {});
  }

  /**
   * Tells a browser from now on, on a thread of its own.
   *
   * @throws HttpProblem if it does not listen to events, or is one too many
   */
  void listen(Context context) throws IOException {
    String accepted = context.header("Accept");
    if (accepted == null || !accepted.contains(EventStream.TYPE)) {
      throw new HttpProblem(
          406, "this is a stream of events: ask for it with Accept: " + EventStream.TYPE);
    }
    if (!room.tryAcquire()) {
      throw new HttpProblem(
          503, "%d pages are told of events already; close one of them".formatted(most));
    }
    try {
      begin(context);
    } catch (IOException | RuntimeException | Error e) {
      room.release();
      throw e;
    }
  }

  private void begin(Context context) throws IOException {
    Set<View> wanted = wanted(context.queryParam("views"));
    var listener = new Listener(EventStream.open(context), wanted, ids);
    listeners.add(listener);
    for (View view : View.values()) {
      data(view).ifPresent(data -> listener.tell(view, data));
    }
    var thread = new Thread(() -> tell(listener), "console-event");
    thread.setDaemon(true);
    thread.start();
  }

  private void tell(Listener listener) {
    try {
      listener.run();
    } finally {
      listeners.remove(listener);
      room.release();
    }
  }

  private static Set<View> wanted(@Nullable String views) {
    if (views == null) {
      return EnumSet.allOf(View.class);
    }
    List<String> words = Arrays.asList(views.split(",", 20));
    var wanted = EnumSet.of(View.STATUS);
    Arrays.stream(View.values()).filter(v -> words.contains(v.word())).forEach(wanted::add);
    return wanted;
  }

  private Optional<String> data(View view) {
    return shared
        .look(known -> views.of(view, known, clock.instant()))
        .map(json -> new String(Reply.bytes(json), StandardCharsets.UTF_8));
  }

  private void step() throws InterruptedException {
    boolean unused = closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
    ticks++;
    try {
      tellChanges();
    } catch (RuntimeException e) {
      // Pages ask for themselves, too; the services beside this one must not stop for it.
      log.atError().setCause(e).log("pages are not told of a change");
    }
  }

  private void tellChanges() {
    for (View view : View.values()) {
      long now = shared.look(known -> known.revision(view));
      boolean due = view == View.STATUS && ticks % STATUS_EVERY == 0;
      if (due || !Long.valueOf(now).equals(told.put(view, now))) {
        if (view == View.MODELS) {
          tellRequests();
        }
        data(view).ifPresent(data -> listeners.forEach(listener -> listener.tell(view, data)));
      }
    }
  }

  private void tellRequests() {
    List<Asked> asked = shared.look(Events::asked);
    var now = new HashMap<String, String>();
    for (Asked one : asked) {
      String data = new String(Reply.bytes(RequestView.of(one)), StandardCharsets.UTF_8);
      now.put(one.request().id(), data);
      if (!first && !data.equals(requests.get(one.request().id()))) {
        listeners.forEach(listener -> listener.tellRequest(data));
      }
    }
    requests = Map.copyOf(now);
    first = false;
  }

  private static List<Asked> asked(Known known) {
    return known.requests().answered(known.plans().newestFirst());
  }

  @Override
  public void close() {
    listeners.forEach(Listener::close);
    loop.close();
  }
}
