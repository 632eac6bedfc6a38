package io.longshore.scorer.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers that score what waits, and one thread that delivers what they finish in the order it
 * came. One thread adds; any thread may ask. A failure of a worker or of the delivery ends
 * everything, and {@link #check} tells it.
 */
public final class Pipeline<T extends Item, R, Q extends Request> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration ENDING = Duration.ofSeconds(5);

  private record Finished<T, R>(List<T> items, R result) {}

  private final InFlight inFlight = new InFlight();
  private final WaitingRoom<T, Q> room;
  private final Sequencer<Finished<T, R>> sequencer = new Sequencer<>();
  private final Delivery<T, R> delivery;
  private final List<Thread> workers = new ArrayList<>();
  private final Thread deliverer;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * Starts the threads.
   *
   * @param workers how many work at once
   * @param maker makes each its worker, on its own thread
   */
  public Pipeline(
      Bounds bounds, int workers, Supplier<Worker<T, R, Q>> maker, Delivery<T, R> delivery) {
    this.room = new WaitingRoom<>(bounds, workers, inFlight);
    this.delivery = delivery;
    for (int w = 0; w < workers; w++) {
      this.workers.add(new Thread(() -> work(maker), "scorer-worker-" + w));
    }
    this.deliverer = new Thread(this::deliver, "scorer-delivers");
    this.workers.forEach(Thread::start);
    deliverer.start();
  }

  /** Takes items in, however many are in flight; see {@link #hasRoom}. */
  public void add(List<T> items) {
    room.add(items);
  }

  /** Whether more should be added. */
  public boolean hasRoom() {
    return room.hasRoom();
  }

  /** Takes a request in; false if too much waits already. */
  public boolean offer(Q request) {
    return failure.get() == null && room.offer(request);
  }

  /** Items added and not yet safe. */
  public int inFlight() {
    return inFlight.items();
  }

  /**
   * Throws what ended the pipeline, if anything did.
   *
   * @throws IllegalStateException with the cause
   */
  public void check() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException("scoring ended: " + cause, cause);
    }
  }

  /**
   * Gives up what waits of some partitions and waits for what was begun.
   *
   * @return whether all of it is safe now
   */
  public boolean finish(Set<Integer> partitions, Duration patience) throws InterruptedException {
    room.forget(partitions);
    return room.awaitGone(partitions, patience);
  }

  /**
   * Waits for everything that was added.
   *
   * @return whether all of it is safe now
   */
  public boolean drain(Duration patience) throws InterruptedException {
    return inFlight.awaitNothing(patience);
  }

  private void work(Supplier<Worker<T, R, Q>> maker) {
    try (Worker<T, R, Q> worker = maker.get()) {
      for (var taken = room.take(); taken.isPresent(); taken = room.take()) {
        List<T> items = taken.get().items();
        if (!taken.get().requests().isEmpty()) {
          worker.answer(taken.get().requests());
        } else if (!items.isEmpty()) {
          sequencer.finished(taken.get().number(), new Finished<>(items, worker.score(items)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void deliver() {
    try {
      long patience = delivery.tick();
      while (true) {
        Optional<Finished<T, R>> next = sequencer.take(patience);
        if (next.isEmpty() && sequencer.isClosed()) {
          break;
        }
        next.ifPresent(
            batch ->
                delivery.deliver(
                    batch.items(), batch.result(), () -> inFlight.remove(batch.items())));
        patience = delivery.tick();
      }
      delivery.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      log.atError().setCause(cause).log("scoring ended by a failure");
    }
    room.clear();
    room.close();
  }

  /** Gives up what waits, finishes what was begun, and ends the threads. */
  @Override
  public void close() {
    room.clear();
    room.close();
    workers.forEach(Pipeline::join);
    sequencer.close();
    join(deliverer);
  }

  private static void join(Thread thread) {
    try {
      thread.join(ENDING.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        log.atWarn().log("{} did not end within {} s", thread.getName(), ENDING.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
