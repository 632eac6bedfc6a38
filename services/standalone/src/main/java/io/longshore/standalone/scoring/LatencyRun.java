package io.longshore.standalone.scoring;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.kafka.Received;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends images at fixed times, whether or not the scorer keeps up, and looks how long each took.
 */
final class LatencyRun {
  private static final int WARM_SECONDS = 30;

  private LatencyRun() {}

  /**
   * Sends at a rate.
   *
   * @return milliseconds from an image's record to its prediction's, sorted
   */
  static List<Long> run(Deployment deployment, ScoringLoad load, double imagesPerSecond)
      throws InterruptedException {
    var broken = new AtomicReference<String>();
    int warm = (int) (WARM_SECONDS * imagesPerSecond);
    int images = warm + (int) (load.latencySeconds() * imagesPerSecond);
    Map<ImageId, CompletableFuture<RecordMetadata>> sent = new HashMap<>();
    try (Launcher scorer = deployment.scorer(load, "at-least-once", broken);
        var writer = deployment.bulk()) {
      // What gathers while a scorer starts would be waited for long after.
      for (int i = 0; i < warm; i++) {
        var image = deployment.image(i);
        var unused = writer.send(image.id(), image);
      }
      awaitScored(scorer, warm, broken);
      long began = System.nanoTime();
      for (int i = warm; i < images; i++) {
        long due = began + (long) ((i - warm) * 1e9 / imagesPerSecond);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        var image = deployment.image(i);
        sent.put(image.id(), writer.send(image.id(), image));
      }
      awaitScored(scorer, images, broken);
    }
    List<Long> millis = new ArrayList<>();
    for (Received<ImageId, Prediction> prediction : deployment.predictions()) {
      var image = sent.get(prediction.key());
      if (image != null) {
        millis.add(prediction.timestamp().toEpochMilli() - image.join().timestamp());
      }
    }
    if (millis.size() != sent.size()) {
      throw new IllegalStateException(
          "%d predictions of %d images".formatted(millis.size(), sent.size()));
    }
    Collections.sort(millis);
    return millis;
  }

  private static void awaitScored(Launcher scorer, int images, AtomicReference<String> broken)
      throws InterruptedException {
    while (StreamRound.scored(scorer) < images && broken.get() == null) {
      Thread.sleep(5);
    }
  }
}
