package io.longshore.scorer.kafka;

import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predictions, rejects and the offsets of their images are one transaction, ended after a short
 * time or so many images. Workers go on meanwhile; what they finish waits for the next one. A
 * transaction that fails is aborted and its images are fetched again, with growing pauses for as
 * long as a send at least once would be tried; then the process ends, as it does at once if it is
 * no longer the owner of its transactional id.
 */
final class ExactlyOnce implements Guarantee {
  private static final Logger log = LoggerFactory.getLogger(ExactlyOnce.class);
  private static final long IDLE = Duration.ofMillis(200).toNanos();

  /** Kafka's own default for how long a send is tried. */
  private static final Duration BORNE = Duration.ofMinutes(2);

  private final Outbox outbox;
  private final long interval;
  private final int most;
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  private final Patience patience = new Patience(BORNE, System::nanoTime);
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile @Nullable ConsumerGroupMetadata group;
  private volatile boolean rewind;
  private boolean prepared;
  private boolean open;
  private long openedAt;
  private int images;

  /**
   * @param interval after which a transaction ends
   * @param most images after which it ends
   */
  ExactlyOnce(Outbox outbox, Duration interval, int most) {
    this.outbox = outbox;
    this.interval = interval.toNanos();
    this.most = most;
  }

  private Producer<byte[], byte[]> producer() {
    return outbox.producer();
  }

  @Override
  public void deliver(List<FetchedImage> items, Scored result, Runnable done) {
    if (rewind) {
      done.run(); // of the transaction that failed, or after it: fetched again
      return;
    }
    waiting.add(done);
    attempt(
        () -> {
          begin();
          offsets.putAll(Progress.after(items));
          images += items.size();
          var unused = outbox.reject(result);
          outbox.predict(result, NOTHING);
          if (images >= most) {
            commit();
          }
        });
  }

  /** What fails in between makes the commit fail. */
  private static final Callback NOTHING = (metadata, problem) -> {};

  private void begin() {
    if (!open) {
      producer().beginTransaction();
      open = true;
      openedAt = System.nanoTime();
    }
  }

  @Override
  public long tick() {
    if (!prepared) {
      producer().initTransactions(); // ends what an earlier process of this id left open
      prepared = true;
    }
    if (!open) {
      return IDLE;
    }
    long left = openedAt + interval - System.nanoTime();
    if (left > 0) {
      return left;
    }
    attempt(this::commit);
    return IDLE;
  }

  @Override
  public void end() {
    if (open) {
      attempt(this::commit);
    }
  }

  private void commit() {
    producer().sendOffsetsToTransaction(offsets, Objects.requireNonNull(group, "not polled yet"));
    insist(producer()::commitTransaction);
    patience.succeeded();
    settle();
  }

  /** Whether a transaction ended that the broker did not answer for is not known: asked again. */
  private void insist(Runnable ending) {
    while (true) {
      try {
        ending.run();
        return;
      } catch (TimeoutException e) {
        bear(e);
      }
    }
  }

  private void bear(RuntimeException cause) {
    if (!patience.bears()) {
      throw new IllegalStateException(
          "no transaction could be committed for %d s, the last because of: %s; nothing of it was written and its images are scored by whoever comes next; see that the broker takes records of %s (max.message.bytes, ACLs, replicas in sync) and start the scorer again"
              .formatted(BORNE.toSeconds(), cause, Topics.PREDICTIONS.name()),
          cause);
    }
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (ProducerFencedException | AuthorizationException | UnsupportedVersionException e) {
      throw e; // nothing that this producer does can be committed any more
    } catch (KafkaException | RecordNotWrittenException e) {
      log.atWarn().setCause(e).log("a transaction failed; its images are scored again");
      insist(producer()::abortTransaction); // says so if another process has the id
      rewind = true;
      settle();
      bear(e);
    }
  }

  private void settle() {
    open = false;
    images = 0;
    offsets.clear();
    List<Runnable> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(Runnable::run);
  }

  @Override
  public void polled(Consumer<?, ?> consumer) {
    group = consumer.groupMetadata();
  }

  @Override
  public void parting(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    // Nothing is in flight of them: their transactions are committed, offsets and all.
  }

  @Override
  public boolean mustRewind() {
    return rewind;
  }

  @Override
  public void rewound() {
    rewind = false;
  }

  @Override
  public void close() {
    outbox.close();
  }
}
