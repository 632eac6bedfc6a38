package io.longshore.standalone.scoring;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.kafka.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One round through Kafka: the topic is filled, then a scorer starts, and the times of the
 * predictions on their topic say how fast it was.
 *
 * @param imagesPerSecond from the first prediction after the warm part to the last
 * @param workerBytes allocated for an image on the threads that score
 * @param processBytes the same of all threads
 */
record StreamRound(double imagesPerSecond, double workerBytes, double processBytes) {
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  static StreamRound run(Deployment deployment, ScoringLoad load, String guarantee)
      throws InterruptedException {
    fill(deployment, load.images());
    var broken = new AtomicReference<String>();
    double workerBytes;
    double processBytes;
    try (Launcher scorer = deployment.scorer(load, guarantee, broken)) {
      LongSupplier scored = () -> scored(scorer);
      await(scored, load.warm(), broken);
      long from = scored.getAsLong();
      Allocation before = Allocation.now();
      await(scored, load.images() - load.warm() / 4, broken);
      Allocation after = Allocation.now();
      long images = scored.getAsLong() - from;
      workerBytes = (after.workers() - before.workers()) / (double) images;
      processBytes = (after.process() - before.process()) / (double) images;
      await(scored, load.images(), broken);
    }
    return new StreamRound(rate(arrivals(deployment), load), workerBytes, processBytes);
  }

  static void fill(Deployment deployment, int images) {
    var sent = new ArrayList<CompletableFuture<?>>();
    try (var writer = deployment.bulk()) {
      for (int i = 0; i < images; i++) {
        var image = deployment.image(i);
        sent.add(writer.send(image.id(), image));
      }
      writer.flush();
    }
    sent.forEach(CompletableFuture::join);
  }

  static long scored(Launcher scorer) {
    return (long) scorer.context().meters().get("longshore.scorer.images").counter().count();
  }

  private static void await(LongSupplier scored, long images, AtomicReference<String> broken)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (scored.getAsLong() < images) {
      if (broken.get() != null || System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d images scored: %s".formatted(scored.getAsLong(), images, broken.get()));
      }
      Thread.sleep(5);
    }
  }

  private static List<Long> arrivals(Deployment deployment) {
    List<Long> times = new ArrayList<>();
    for (Received<ImageId, Prediction> prediction : deployment.predictions()) {
      times.add(prediction.timestamp().toEpochMilli());
    }
    return times;
  }

  /**
   * Images a second after the warm part.
   *
   * @param arrivals when the broker had each prediction, in milliseconds, in any order
   */
  static double rate(List<Long> arrivals, ScoringLoad load) {
    if (arrivals.size() != load.images()) {
      throw new IllegalStateException(
          "%d predictions of %d images".formatted(arrivals.size(), load.images()));
    }
    List<Long> times = arrivals.stream().sorted().toList();
    long millis = times.get(times.size() - 1) - times.get(load.warm());
    return (times.size() - 1 - load.warm()) / (millis / 1000.0);
  }
}
