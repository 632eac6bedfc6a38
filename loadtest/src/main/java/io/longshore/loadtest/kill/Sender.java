package io.longshore.loadtest.kill;

import io.longshore.loadtest.kill.Ledger.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends labelled images on a fixed schedule, whether the process answers or not, and writes down
 * what became of each. Four classes that even a tiny network can tell apart: stripes of four
 * widths.
 */
final class Sender implements AutoCloseable {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final URI images;
  private final Ledger ledger;
  private final Random random;
  private final AtomicLong longestGap = new AtomicLong();
  private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
  private long next;

  Sender(int port, Ledger ledger, long seed) {
    this.images = URI.create("http://127.0.0.1:" + port + "/images");
    this.ledger = ledger;
    this.random = new Random(seed);
  }

  /** Sends as many images as the schedule has until the time is over. */
  void stream(int perSecond, Duration duration) {
    long interval = 1_000_000_000L / perSecond;
    long end = System.nanoTime() + duration.toNanos();
    for (long due = System.nanoTime(); due < end; due += interval) {
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      submit("stream");
    }
  }

  /** Sends so many images of a split as fast as they are taken and waits for the answers. */
  void send(int count, String split) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      submit(split);
    }
    awaitAnswers();
  }

  /** Waits until every request under way has its outcome. */
  void awaitAnswers() throws InterruptedException {
    while (ledger.size() < next) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Longest time between two acknowledgements. */
  Duration longestGap() {
    return Duration.ofNanos(longestGap.get());
  }

  private void submit(String split) {
    String id = "kill-" + next++;
    int stripes = random.nextInt(CLASSES);
    byte[] pixels = picture(stripes);
    threads.execute(
        () ->
            ledger.write(id, "stripes-" + stripes, post(id, "stripes-" + stripes, split, pixels)));
  }

  private byte[] picture(int stripes) {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean dark = (x >> stripes & 1) == 0;
        pixels[y * SIDE + x] = (byte) ((dark ? 40 : 200) + random.nextInt(30));
      }
    }
    return pixels;
  }

  private Outcome post(String id, String label, String split, byte[] pixels) {
    HttpRequest request =
        HttpRequest.newBuilder(images)
            .timeout(PATIENCE)
            .header("Content-Type", "application/vnd.longshore.pixels")
            .header("Longshore-Shape", SIDE + "x" + SIDE + "x1")
            .header("Longshore-Id", id)
            .header("Longshore-Label", label)
            .header("Longshore-Split", split)
            .header("Longshore-Source", "kill-test")
            .POST(HttpRequest.BodyPublishers.ofByteArray(pixels))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status == 202) {
        long now = System.nanoTime();
        longestGap.accumulateAndGet(now - lastAcknowledged.getAndSet(now), Math::max);
        return Outcome.ACKNOWLEDGED;
      }
      return status >= 400 && status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
    } catch (IOException e) {
      return Outcome.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.UNKNOWN;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
