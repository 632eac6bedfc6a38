package io.longshore.scorer.kafka;

import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import io.longshore.scorer.pipeline.Pipeline;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.SingleRequest;
import io.longshore.scorer.scoring.StageTimes.Stage;
import io.longshore.scorer.serving.ServingSlot;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches images as a member of the scorers' group and keeps the workers in work: polls without a
 * break, so that it stays a member, and fetches only while a model is live and there is room.
 * Partitions that go are finished first; one that comes goes on at its first image without a
 * prediction.
 */
public final class ImagePump implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ImagePump.class);
  private static final long NANOS_OF_A_MILLI = 1_000_000;
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(2);
  private static final Duration CLOSED = Duration.ofMillis(20);
  private static final Duration REFUSED = Duration.ofSeconds(1);

  /** Below the time a rebalance waits for a member. */
  private static final Duration FINISHING = Duration.ofSeconds(20);

  private final KafkaConnection kafka;
  private final Map<String, String> settings;
  private volatile Consumer<byte[], byte[]> consumer;
  private KafkaClientMetrics metrics;
  private final ServingSlot slot;
  private final ImageReader reader;
  private final Pipeline<FetchedImage, Scored, SingleRequest> pipeline;
  private final Guarantee guarantee;
  private final Repeats repeats;
  private final Resumed resumed = new Resumed();
  private final int tail;
  private final ScorerMetrics meters;
  private final Clock clock;
  private final ServiceLoop loop;
  private boolean fetching = true;

  /**
   * Joins the group and starts.
   *
   * @param tail predictions read back when a partition is taken over
   */
  ImagePump(
      KafkaConnection kafka,
      Map<String, String> settings,
      ServingSlot slot,
      ImageReader reader,
      Pipeline<FetchedImage, Scored, SingleRequest> pipeline,
      Guarantee guarantee,
      Repeats repeats,
      int tail,
      ScorerMetrics meters,
      Health health,
      Clock clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.slot = slot;
    this.reader = reader;
    this.pipeline = pipeline;
    this.guarantee = guarantee;
    this.repeats = repeats;
    this.tail = tail;
    this.meters = meters;
    this.clock = clock;
    this.consumer = kafka.consumer("scorer-pumps-" + Topics.IMAGES.name(), settings);
    this.metrics = kafka.metricsOf(consumer);
    join();
    this.loop =
        ServiceLoop.start("scorer-pumps-images", health, this::step, this::wake, this::release);
  }

  private void join() {
    consumer.subscribe(List.of(kafka.names().of(Topics.IMAGES)), new Assignment());
  }

  private void wake() {
    consumer.wakeup();
  }

  /**
   * By the newer group protocol a process that was killed keeps the place of its instance until its
   * session is over, and a consumer that is refused for that is of no use any more.
   */
  private void joinAgain() throws InterruptedException {
    log.atWarn().log("the group keeps the place of this instance for a process before; asks again");
    metrics.close();
    consumer.close();
    Thread.sleep(REFUSED.toMillis());
    consumer = kafka.consumer("scorer-pumps-" + Topics.IMAGES.name(), settings);
    metrics = kafka.metricsOf(consumer);
    fetching = true;
    join();
  }

  private void step() throws InterruptedException {
    meters.beat();
    pipeline.check();
    if (guarantee.mustRewind()) {
      rewind();
    }
    boolean live = slot.current().isPresent();
    fetch(live && pipeline.hasRoom());
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(fetching ? IDLE : live ? FULL : CLOSED);
    } catch (WakeupException e) {
      return;
    } catch (UnreleasedInstanceIdException e) {
      joinAgain();
      return;
    }
    guarantee.polled(consumer);
    if (!records.isEmpty()) {
      long now = clock.millis();
      var images = new ArrayList<FetchedImage>(records.count());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (!resumed.passes(record)) {
          meters.stages().spent(Stage.FETCHED, (now - record.timestamp()) * NANOS_OF_A_MILLI);
          images.add(reader.read(record));
        }
      }
      pipeline.add(images);
    }
  }

  private void fetch(boolean now) {
    if (now != fetching) {
      fetching = now;
      if (now) {
        consumer.resume(consumer.paused());
      } else {
        consumer.pause(consumer.assignment());
      }
    }
  }

  /** What was in flight was given up; its images are fetched again. */
  private void rewind() throws InterruptedException {
    Set<TopicPartition> all = consumer.assignment();
    if (!pipeline.finish(numbers(all), FINISHING)) {
      throw new IllegalStateException("what is in flight does not end; start again");
    }
    all.forEach(this::takeOver);
    guarantee.rewound();
  }

  private void takeOver(TopicPartition partition) {
    PredictionsTail last = PredictionsTail.read(kafka, partition.partition(), tail, clock);
    repeats.begin(partition.partition(), last.images());
    ResumePoint point = ResumePoint.of(last, consumer, partition);
    resumed.begin(partition.partition(), point);
    consumer.seek(partition, point.next());
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  private void release() {
    try {
      pipeline.check();
      if (!pipeline.drain(FINISHING)) {
        log.atWarn().log("{} images in flight are scored again", pipeline.inFlight());
      }
      guarantee.parting(consumer, consumer.assignment());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("the images in flight are scored again");
    } finally {
      metrics.close();
      consumer.close();
    }
  }

  /** Finishes what is in flight, within bounds, commits it and leaves the group. */
  @Override
  public void close() {
    loop.close();
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!fetching) {
        consumer.pause(partitions);
      }
      partitions.forEach(ImagePump.this::takeOver);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (finish(partitions)) {
        guarantee.parting(consumer, partitions);
      }
      forget(partitions);
    }

    /** Another member may have them already: nothing may be committed any more. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      boolean unused = finish(partitions);
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      numbers(partitions).forEach(repeats::end);
      resumed.end(numbers(partitions));
    }

    private boolean finish(Collection<TopicPartition> partitions) {
      try {
        pipeline.check();
        return pipeline.finish(numbers(partitions), FINISHING);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (IllegalStateException e) {
        return false; // the loop ends for the same reason
      }
    }
  }
}
