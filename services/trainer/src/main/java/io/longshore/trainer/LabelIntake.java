package io.longshore.trainer;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.admin.StageMeters;
import io.longshore.runtime.kafka.Backlog;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.schemas.Topics;
import io.longshore.trainer.memory.ImageFetcher;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.memory.Remembering;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every label into the memories, and fetches only the images that they keep. The memory
 * itself knows how far it has read, so labels and memory cannot disagree after a crash; nothing is
 * committed to Kafka.
 */
final class LabelIntake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LabelIntake.class);

  private final Memories memories;
  private final Remembering remembering;
  private final Consumer<byte[], byte[]> consumer;
  private final ImageFetcher fetcher;
  private final RecordReader<ImageId, Label> reader;
  private final RejectsWriter rejects;
  private final KafkaClientMetrics metrics;
  private final StageMeters stage;
  private final Clock clock;
  private final Backlog backlog;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final ServiceLoop loop;

  LabelIntake(ServiceContext context, Memories memories, RejectsWriter rejects) {
    this.memories = memories;
    this.rejects = rejects;
    this.reader = new RecordReader<>(Topics.LABELS, "trainer", context.clock());
    this.fetcher = new ImageFetcher(context.kafka(), "trainer-fetches-images", context.clock());
    this.remembering =
        new Remembering(
            memories,
            fetcher,
            r -> rejects.write(reader.reject(r.record(), r.reason(), r.message())));
    this.consumer =
        context
            .kafka()
            .consumer(
                "trainer-reads-labels", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000"));
    this.metrics = context.kafka().metricsOf(consumer);
    this.clock = context.clock();
    this.stage = new StageMeters("remembered", context.clock(), context.meters());
    this.backlog = goOn(context.kafka().names().of(Topics.LABELS));
    this.loop =
        ServiceLoop.start(
            "trainer-labels", context.health(), this::step, consumer::wakeup, this::release);
  }

  /** What has come since this memory was last at work. */
  private Backlog goOn(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long next = memories.offsets().getOrDefault(partition.partition(), 0L);
      consumer.seek(partition, Math.max(next, begin.getOrDefault(partition, 0L)));
    }
    var came = new Backlog(consumer, partitions);
    log.atInfo().addKeyValue("labels", came.left()).log("reads the labels that came meanwhile");
    return came;
  }

  /**
   * Waits a moment until every label that was there at the start is remembered; whether that is so.
   * A model made earlier would be one of a part of them.
   */
  boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void step() {
    stage.beat();
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(Duration.ofMillis(200));
    } catch (WakeupException e) {
      return;
    }
    if (!records.isEmpty()) {
      take(records);
    }
    if (caughtUp.getCount() > 0 && backlog.left() == 0) {
      caughtUp.countDown();
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    var labels = new ArrayList<Received<ImageId, Label>>();
    var next = new HashMap<Integer, Long>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      RecordReader.Outcome<ImageId, Label> outcome = reader.read(record);
      if (outcome instanceof RecordReader.Outcome.Read<ImageId, Label> read) {
        labels.add(read.received());
      } else if (outcome instanceof RecordReader.Outcome.Unreadable<ImageId, Label> unreadable) {
        rejects.write(unreadable.reject());
      }
      next.put(record.partition(), record.offset() + 1);
    }
    remembering.take(labels, next);
    long now = clock.millis();
    labels.forEach(label -> stage.done(label.timestamp().toEpochMilli(), now));
  }

  private void release() {
    try (fetcher) {
      metrics.close();
      consumer.close();
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
