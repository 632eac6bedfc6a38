package io.longshore.scorer.kafka;

import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predictions are sent as they are finished; offsets are committed behind those that the broker has
 * acknowledged, now and then, and without waiting for the answer: a commit that is lost is made up
 * for by the next one, or by whoever reads the end of the predictions.
 */
final class AtLeastOnce implements Guarantee {
  private static final Logger log = LoggerFactory.getLogger(AtLeastOnce.class);
  private static final long IDLE = Duration.ofSeconds(1).toNanos();
  private static final String REJECTS = Topics.rejects(Writer.SCORER).name();

  private final Outbox outbox;
  private final long interval;
  private final Progress progress = new Progress();
  private final Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>(); // polling thread's
  private volatile @Nullable Exception failure;
  private long committedAt = System.nanoTime();

  /**
   * @param interval between two commits
   */
  AtLeastOnce(Outbox outbox, Duration interval) {
    this.outbox = outbox;
    this.interval = interval.toNanos();
  }

  @Override
  public void deliver(List<FetchedImage> items, Scored result, Runnable done) {
    requireWritten();
    Progress.Ticket ticket = progress.begin(Progress.after(items));
    // A prediction that came to its topic before them would hide them from whoever takes over.
    outbox.reject(result).forEach(sent -> Outbox.await(REJECTS, sent));
    int records = result.predicted().size();
    if (records == 0) {
      progress.done(ticket);
      done.run();
      return;
    }
    var open = new AtomicInteger(records);
    Callback acknowledged =
        (metadata, problem) -> {
          if (problem != null) {
            failure = problem;
          } else if (open.decrementAndGet() == 0) {
            progress.done(ticket);
            done.run();
          }
        };
    outbox.predict(result, acknowledged);
  }

  private void requireWritten() {
    Exception problem = failure;
    if (problem != null) {
      throw new RecordNotWrittenException(Topics.PREDICTIONS.name(), problem);
    }
  }

  @Override
  public long tick() {
    requireWritten();
    return IDLE;
  }

  @Override
  public void end() {
    requireWritten();
  }

  @Override
  public void polled(Consumer<?, ?> consumer) {
    requireWritten();
    long now = System.nanoTime();
    if (now - committedAt < interval) {
      return;
    }
    committedAt = now;
    Map<TopicPartition, OffsetAndMetadata> done = own(consumer, progress.take());
    if (!done.isEmpty()) {
      safe.putAll(done);
      consumer.commitAsync(
          done,
          (offsets, problem) -> {
            if (problem != null) {
              log.atDebug()
                  .setCause(problem)
                  .log("a commit was lost; the next one makes up for it");
            }
          });
    }
  }

  /** Whoever has a partition now commits for it. */
  private static Map<TopicPartition, OffsetAndMetadata> own(
      Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    var own = new HashMap<>(offsets);
    own.keySet().retainAll(consumer.assignment());
    return own;
  }

  @Override
  public void parting(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    safe.putAll(own(consumer, progress.take()));
    var last = new HashMap<>(safe);
    last.keySet().retainAll(partitions);
    safe.keySet().removeAll(partitions);
    if (last.isEmpty()) {
      return;
    }
    try {
      try {
        consumer.commitSync(last);
      } catch (WakeupException e) {
        consumer.commitSync(last); // closing, but what was done is still to be committed
      }
    } catch (CommitFailedException | RebalanceInProgressException e) {
      log.atWarn()
          .addKeyValue("offsets", last)
          .log("the partitions went to another member; it goes on after the last prediction");
    }
  }

  @Override
  public boolean mustRewind() {
    return false;
  }

  @Override
  public void rewound() {}

  @Override
  public void close() {
    outbox.close();
  }
}
