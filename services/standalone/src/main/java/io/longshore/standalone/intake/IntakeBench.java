package io.longshore.standalone.intake;

import io.longshore.domain.image.ImageId;
import io.longshore.ingest.IngestPipeline;
import io.longshore.ingest.Outcome;
import io.longshore.ingest.Particulars;
import io.longshore.ingest.SubmittedImage;
import io.longshore.ingest.image.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends images as fast as the pipeline takes them: each under an id of its own and with its label,
 * from several threads, and counts them as they are acknowledged.
 */
public final class IntakeBench {
  private static final int CLASSES = 10;

  private final IngestPipeline pipeline;
  private final List<byte[]> files;

  /**
   * How much is sent.
   *
   * @param warm images at the beginning that do not count
   * @param counted images after them
   * @param threads that send
   */
  public record Load(int warm, int counted, int threads) {}

  /**
   * @param files images to send in turn
   */
  public IntakeBench(IngestPipeline pipeline, List<byte[]> files) {
    this.pipeline = pipeline;
    this.files = List.copyOf(files);
  }

  /**
   * Sends all of it and waits for the last acknowledgement.
   *
   * @return images acknowledged a second, from the last of those that warm up to the last of all
   * @throws IllegalStateException if an image is not acknowledged
   */
  public double imagesPerSecond(Load load) throws InterruptedException {
    int all = load.warm() + load.counted();
    var sent = new AtomicInteger();
    var acknowledged = new AtomicInteger();
    var failed = new AtomicReference<Outcome>();
    var warmed = new AtomicLong(System.nanoTime());
    var settled = new CountDownLatch(all);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < load.threads(); i++) {
      Runnable sender =
          () -> {
            for (int n = sent.getAndIncrement(); n < all; n = sent.getAndIncrement()) {
              send(n, acknowledged, load.warm(), warmed, failed, settled);
            }
          };
      threads.add(new Thread(sender, "intake-" + i));
    }
    threads.forEach(Thread::start);
    settled.await();
    double seconds = (System.nanoTime() - warmed.get()) / 1e9;
    if (acknowledged.get() < all) {
      throw new IllegalStateException(
          "%d of %d images were not acknowledged, the last of them with %s"
              .formatted(all - acknowledged.get(), all, failed.get()));
    }
    return load.counted() / seconds;
  }

  private void send(
      int number,
      AtomicInteger acknowledged,
      int warm,
      AtomicLong warmed,
      AtomicReference<Outcome> failed,
      CountDownLatch settled) {
    var particulars =
        Particulars.from("bench")
            .named(new ImageId("bench-" + number))
            .labelled("class-" + number % CLASSES);
    var image = new SubmittedImage(Submission.of(files.get(number % files.size())), particulars);
    try {
      var unused =
          pipeline
              .submitWaiting(image)
              .thenAccept(
                  outcome -> {
                    if (!(outcome instanceof Outcome.Acknowledged)) {
                      failed.set(outcome);
                    } else if (acknowledged.incrementAndGet() == warm) {
                      warmed.set(System.nanoTime());
                    }
                    settled.countDown();
                  });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending image " + number, e);
    }
  }
}
