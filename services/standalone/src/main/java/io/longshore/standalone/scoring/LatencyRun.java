package io.longshore.standalone.scoring;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.standalone.broker.BrokerProcess;
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
 * First it sends more than can be scored, which says what half load is where sender and broker
 * share the processors with the scorer. The way of single images is another one than that of a
 * backlog, through other code at both ends and at the broker: it has to be compiled before it is
 * measured, and so long the compilers want a processor of their own.
 */
final class LatencyRun {
  private static final int WARM_IMAGES = 1000;
  private static final int WARM_SECONDS = 20;
  private static final int FULL_SECONDS = 10;
  private static final int SETTLING_SECONDS = 30;

  private final Deployment deployment;
  private final Map<ImageId, CompletableFuture<RecordMetadata>> sent = new HashMap<>();
  private final AtomicReference<String> broken = new AtomicReference<>();
  private int next;
  private long lateNanos;

  private LatencyRun(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Measures.
   *
   * @param most images a second of a backlog: more than single ones can be scored
   */
  static PacedLatency run(
      Deployment deployment, BrokerProcess broker, ScoringLoad load, double most)
      throws InterruptedException {
    return new LatencyRun(deployment).run(broker, load, most);
  }

  private PacedLatency run(BrokerProcess broker, ScoringLoad load, double most)
      throws InterruptedException {
    double full;
    List<StageSplit> stages;
    CoresUsed cores;
    try (Launcher scorer = deployment.scorer(load, "at-least-once", broken);
        var writer = deployment.bulk()) {
      full = full(scorer, writer, most);
      paced(writer, SETTLING_SECONDS, full / 2);
      awaitScored(scorer);
      sent.clear();
      lateNanos = 0;
      var meters = scorer.context().meters();
      var before = StageSplit.Snapshot.of(meters);
      var began = CoresUsed.Mark.now(broker);
      paced(writer, load.latencySeconds(), full / 2);
      cores = began.until(CoresUsed.Mark.now(broker));
      awaitScored(scorer);
      stages = before.until(StageSplit.Snapshot.of(meters));
    }
    return new PacedLatency(full, millis(), lateNanos / 1e6, stages, cores);
  }

  /** Images a second that are scored while more than that are sent one by one. */
  private double full(Launcher scorer, TopicWriter<ImageId, StreamImage> writer, double most)
      throws InterruptedException {
    for (int i = 0; i < WARM_IMAGES; i++) {
      var unused = send(writer);
    }
    awaitScored(scorer); // what gathers while a scorer starts would be waited for long after
    paced(writer, WARM_SECONDS, most);
    long before = StreamRound.scored(scorer);
    long began = System.nanoTime();
    paced(writer, FULL_SECONDS, most);
    double full = (StreamRound.scored(scorer) - before) / ((System.nanoTime() - began) / 1e9);
    awaitScored(scorer);
    return full;
  }

  private void paced(
      TopicWriter<ImageId, StreamImage> writer, int seconds, double imagesPerSecond) {
    long began = System.nanoTime();
    for (int i = 0; i < seconds * imagesPerSecond; i++) {
      long due = began + (long) (i * 1e9 / imagesPerSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      lateNanos = Math.max(lateNanos, System.nanoTime() - due);
      ImageId id = send(writer);
      if (broken.get() != null) {
        throw new IllegalStateException("the scorer ended after %s: %s".formatted(id, broken));
      }
    }
  }

  private ImageId send(TopicWriter<ImageId, StreamImage> writer) {
    StreamImage image = deployment.image(next++);
    sent.put(image.id(), writer.send(image.id(), image));
    return image.id();
  }

  private void awaitScored(Launcher scorer) throws InterruptedException {
    while (StreamRound.scored(scorer) < next) {
      if (broken.get() != null) {
        throw new IllegalStateException("the scorer ended: " + broken);
      }
      Thread.sleep(5);
    }
  }

  private List<Long> millis() {
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
}
