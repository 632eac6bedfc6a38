package io.longshore.console.kafka;

import io.longshore.console.state.Extent;
import io.longshore.console.state.GroupLag;
import io.longshore.console.state.Known;
import io.longshore.console.state.Shared;
import io.longshore.console.state.Sighting;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the cluster again and again, from outside the services: how far topics and groups are,
 * how long some images took. That it answers is what being connected means here.
 */
public final class Observer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Observer.class);
  private static final int SAMPLE = 4;

  private final Shared shared;
  private final Consumer<SortedMap<String, List<Extent>>> layout;
  private final Clock clock;
  private final Duration interval;
  private final Cluster cluster;
  private final ImageRecords images;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ServiceLoop loop;
  private Instant sampledUpTo;

  /**
   * Starts to look.
   *
   * @param layout told which topics there are
   */
  public Observer(
      KafkaConnection kafka,
      Shared shared,
      Consumer<SortedMap<String, List<Extent>>> layout,
      Duration interval,
      Health health,
      Clock clock) {
    this.shared = shared;
    this.layout = layout;
    this.clock = clock;
    this.interval = interval;
    this.cluster = new Cluster(kafka, clock);
    this.images = new ImageRecords(kafka, "console-samples", clock);
    this.sampledUpTo = clock.instant();
    this.loop =
        ServiceLoop.start("console-looks", health, this::step, closing::countDown, this::release);
  }

  private void step() throws InterruptedException {
    try {
      SortedMap<String, List<Extent>> topics = cluster.topics();
      layout.accept(topics);
      shared.tell(known -> known.told(known.link().answered(clock.instant())));
      List<GroupLag> lags = cluster.lags();
      List<Long> millis = sample();
      var sighting = new Sighting(clock.instant(), topics, lags, millis);
      shared.tell(known -> known.told(sighting));
    } catch (ExecutionException e) {
      failed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (RuntimeException e) {
      failed(e); // topics come and go between two questions
    }
    boolean unused = closing.await(interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void failed(Throwable cause) {
    log.atDebug().setCause(cause).log("the cluster does not answer");
    String why = "Kafka does not answer: " + cause.getMessage();
    shared.tell(known -> known.told(known.link().failed(clock.instant(), why)));
  }

  /** Of the newest predictions since the last look, how long after their images they were made. */
  private List<Long> sample() {
    List<Prediction> fresh =
        shared.look(Known::lately).stream()
            .filter(p -> p.scoredAt().isAfter(sampledUpTo) && !p.repeat())
            .limit(SAMPLE)
            .toList();
    var millis = new ArrayList<Long>();
    for (Prediction prediction : fresh) {
      images
          .at(prediction.source())
          .map(image -> Duration.between(image.timestamp(), prediction.scoredAt()).toMillis())
          .ifPresent(took -> millis.add(Math.max(0, took)));
      if (prediction.scoredAt().isAfter(sampledUpTo)) {
        sampledUpTo = prediction.scoredAt();
      }
    }
    return millis;
  }

  private void release() {
    cluster.close();
    images.close();
  }

  @Override
  public void close() {
    loop.close();
  }
}
