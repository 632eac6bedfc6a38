package io.longshore.scorer.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be scored, and the count of what is in flight. A free worker takes its share of
 * what waits, up to a batch: one that took all of it would leave nothing to the others, and what
 * comes meanwhile would wait behind it. Few items are not worth a division. Batches of the stream
 * are numbered as they are taken, which is the order in which their items came. Requests and the
 * stream take turns when both wait.
 */
final class WaitingRoom<T extends Item, Q extends Request> {
  private static final int SHARE_OF_A_BATCH = 4;
  private static final int UNDIVIDED = 8;

  private final Bounds bounds;
  private final int workers;
  private final InFlight inFlight;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<T> items = new ArrayDeque<>();
  private final Deque<Q> requests = new ArrayDeque<>();
  private int requested; // images of the requests
  private long next = 1;
  private boolean requestsFirst;
  private boolean closed;

  /**
   * @param workers how many take
   */
  WaitingRoom(Bounds bounds, int workers, InFlight inFlight) {
    this.bounds = bounds;
    this.workers = workers;
    this.inFlight = inFlight;
  }

  void add(List<T> more) {
    lock.lock();
    try {
      inFlight.add(more);
      items.addAll(more);
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a request in, unless too much waits already. */
  boolean offer(Q request) {
    lock.lock();
    try {
      if (closed || (requested > 0 && requested + request.images() > bounds.requests())) {
        return false;
      }
      requests.add(request);
      requested += request.images();
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work; empty once the room is closed and nothing waits. */
  Optional<Taken<T, Q>> take() throws InterruptedException {
    lock.lock();
    try {
      while (items.isEmpty() && requests.isEmpty()) {
        if (closed) {
          return Optional.empty();
        }
        work.await();
      }
      waitForMore();
      boolean ask = !requests.isEmpty() && (requestsFirst || items.isEmpty());
      requestsFirst = !ask;
      return Optional.of(ask ? takeRequests() : takeItems());
    } finally {
      lock.unlock();
    }
  }

  private void waitForMore() throws InterruptedException {
    long left = bounds.delay().toNanos();
    while (left > 0 && !closed && requests.isEmpty() && items.size() < bounds.batch()) {
      left = work.awaitNanos(left);
    }
  }

  /** A batch of large images is a short one: no worker holds up the order for long. */
  private Taken<T, Q> takeItems() {
    int most = Math.min(bounds.batch(), Math.min(share(), items.size()));
    var batch = new ArrayList<T>(most);
    long pixels = 0;
    while (batch.size() < most) {
      pixels += items.getFirst().pixels();
      if (!batch.isEmpty() && pixels > bounds.pixels() / SHARE_OF_A_BATCH) {
        break;
      }
      batch.add(items.removeFirst());
    }
    return new Taken<>(batch.isEmpty() ? 0 : next++, batch, List.of());
  }

  /** All of it where batches are waited for: whoever wants them full does not want them cut. */
  private int share() {
    return bounds.delay().isZero()
        ? Math.max(UNDIVIDED, (items.size() + workers - 1) / workers)
        : items.size();
  }

  private Taken<T, Q> takeRequests() {
    var batch = new ArrayList<Q>();
    int images = 0;
    while (!requests.isEmpty()
        && (batch.isEmpty() || images + requests.getFirst().images() <= bounds.batch())) {
      Q request = requests.removeFirst();
      images += request.images();
      batch.add(request);
    }
    requested -= images;
    return new Taken<>(0, List.of(), batch);
  }

  /** Gives up what waits of these partitions: nobody has begun with it. */
  void forget(Set<Integer> partitions) {
    lock.lock();
    try {
      var gone = new ArrayList<T>();
      items.removeIf(item -> partitions.contains(item.partition()) && gone.add(item));
      inFlight.remove(gone);
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing in any more; what waits is still taken out. Requests are sent away. */
  void close() {
    List<Q> refused;
    lock.lock();
    try {
      closed = true;
      refused = List.copyOf(requests);
      requests.clear();
      work.signalAll();
    } finally {
      lock.unlock();
    }
    refused.forEach(request -> request.refuse(new IllegalStateException("the scorer stops")));
  }

  /** Gives up everything that waits. */
  void clear() {
    lock.lock();
    try {
      inFlight.remove(List.copyOf(items));
      items.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean hasRoom() {
    return inFlight.items() < bounds.items() && inFlight.pixels() < bounds.pixels();
  }

  boolean awaitGone(Collection<Integer> partitions, Duration patience) throws InterruptedException {
    return inFlight.awaitGone(partitions, patience);
  }
}
