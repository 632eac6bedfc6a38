package io.longshore.loadtest.load;

import io.longshore.loadtest.audit.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** As many images as ingest takes, a fixed number of them outstanding: for ceilings alone. */
public final class Flood {

  private Flood() {}

  /**
   * Sends images over HTTP, each with its label.
   *
   * @param pngs sent in turn, under ids of their own
   * @param warmUp sends at the beginning that do not count
   * @return images acknowledged a second, after warming up
   * @throws IllegalStateException if any is not acknowledged
   */
  public static double imagesPerSecond(
      URI ingest, List<byte[]> pngs, int sends, int warmUp, int outstanding)
      throws InterruptedException {
    var sender = new HttpSender(ingest);
    var permits = new Semaphore(outstanding);
    var failed = new AtomicInteger();
    long begun = 0;
    for (int i = 0; i < sends; i++) {
      permits.acquire();
      if (i == warmUp) {
        begun = System.nanoTime();
      }
      var item =
          new Item(
              "flood-" + i,
              Tail.name(i % 10),
              Pictures.mediaType(),
              Optional.empty(),
              pngs.get(i % pngs.size()),
              Item.Labelled.YES,
              Optional.empty());
      var unused =
          sender
              .send(item)
              .whenComplete(
                  (answer, failure) -> {
                    permits.release();
                    if (answer == null || answer.outcome() != Outcome.ACKNOWLEDGED) {
                      failed.incrementAndGet();
                    }
                  });
    }
    permits.acquire(outstanding);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " of " + sends + " images were not acknowledged");
    }
    return (sends - warmUp) / seconds;
  }

  /** Images of a side, as files, all different. */
  public static List<byte[]> pictures(int side, int count) {
    var pictures = new Pictures(side);
    var random = new Random(1);
    return IntStream.range(0, count).mapToObj(i -> pictures.png(i % 10, random)).toList();
  }
}
