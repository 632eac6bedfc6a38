package io.longshore.loadtest.kill;

import io.longshore.loadtest.audit.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate from several threads, whether or not anybody answers. As senders do, some
 * send an image again under its old id: every second one whose fate is unknown, and now and then
 * one that was acknowledged.
 */
final class Traffic implements AutoCloseable {
  private static final int FORGETFUL_ONE_IN = 40;

  private final Client client;
  private final String prefix;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Item> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unknown = new AtomicInteger();
  private volatile Mix mix = Mix.LONG_TAIL;
  private volatile boolean stopped;

  /**
   * @param prefix of the ids
   * @param perSecond images a second, all threads together
   */
  Traffic(Client client, String prefix, long seed, int threadCount, int perSecond) {
    this.client = client;
    this.prefix = prefix;
    long interval = 1_000_000_000L * threadCount / perSecond;
    for (int i = 0; i < threadCount; i++) {
      int number = i;
      var thread =
          new Thread(() -> send(number, new Random(seed + number), interval), "sender-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** From now on classes come in another mix. */
  void shiftTo(Mix another) {
    mix = another;
  }

  private void send(int number, Random random, long interval) {
    long due = System.nanoTime();
    try {
      for (int i = 0; !stopped; i++) {
        due += interval;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        Item waiting = again.poll();
        Item item =
            waiting != null
                ? waiting
                : new Item(prefix + number + "-" + i, mix.draw(random), "stream");
        Outcome outcome =
            random.nextBoolean() ? client.sendLabelled(item) : client.sendAndLabelLater(item);
        if (outcome == Outcome.UNKNOWN
            ? waiting != null || unknown.getAndIncrement() % 2 == 0
            : outcome == Outcome.ACKNOWLEDGED && random.nextInt(FORGETFUL_ONE_IN) == 0) {
          again.add(item);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends nothing more and waits for what is under way. */
  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
