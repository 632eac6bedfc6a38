package io.longshore.tracker.streams;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.label.Fate;
import io.longshore.tracker.label.LabelPartition;
import io.longshore.tracker.label.Position;
import io.longshore.tracker.label.Taken;
import io.longshore.tracker.label.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads one partition of labels and passes on what was counted, many labels at a time: when so many
 * are there, or after a short while.
 *
 * <p>What is pending at a commit is written down, and again when it is passed on. So partitions
 * pass on at the same moments, and ask for a commit then, when nothing is pending.
 */
final class LabelCounting implements Processor<byte[], byte[], String, Gathered> {
  static final String STORE = "label-partition";

  private static final Duration SHORT_WHILE = Duration.ofMillis(100);

  /** A flood may wait so many short whiles: a batch costs as much as it has classes. */
  private static final int LONGER_WHILE = 4;

  /**
   * What came only now waits for the next moment. Where a commit takes longer than a short while,
   * the next moment is there as soon as it is done: without this each commit would be for the one
   * label that was read in between, and a backlog would be worked off at a label a commit.
   */
  private static final long LEAST_WHILE_MILLIS = SHORT_WHILE.toMillis() / 2;

  private static final long NOTHING_CAME = 0;

  private final String stream;
  private final Clock clock;
  private final TrackerMeters meters;
  private final SourceReader<ImageId, Label> reader;
  private ProcessorContext<String, Gathered> context;
  private LabelPartition partition;
  private int waited;
  private long pendingSince = NOTHING_CAME;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  LabelCounting(String stream, Clock clock, TrackerMeters meters) {
    this.stream = stream;
    this.clock = clock;
    this.meters = meters;
    this.reader = new SourceReader<>(Topics.LABELS, clock, meters);
  }

  @Override
  public void init(ProcessorContext<String, Gathered> processorContext) {
    context = processorContext;
    WriteBehindStore<LabelPartition> store = context.getStateStore(STORE);
    partition = store.object();
    partition.resume();
    context.schedule(Instant.EPOCH, SHORT_WHILE, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<ImageId, Label> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<ImageId, Label> read) {
      take(read.received(), record.timestamp());
    } else if (outcome instanceof Outcome.Unreadable<ImageId, Label> unreadable) {
      pass(unreadable.reject(), record.timestamp());
    } else {
      pass(withoutValue(), record.timestamp());
    }
    if (partition.isFull()) {
      passOn(record.timestamp());
    } else if (pendingSince == NOTHING_CAME && partition.isPending()) {
      pendingSince = context.currentSystemTimeMs();
    }
  }

  private void take(Received<ImageId, Label> received, long time) {
    Label label = received.value();
    if (!label.image().equals(received.key())) {
      pass(
          reader.reject(
              received,
              RejectReason.INVALID_RECORD,
              "a label of image %s has the key %s".formatted(label.image(), received.key())),
          time);
      return;
    }
    Taken taken = partition.take(position(time), label);
    meters.label(taken.fate(), taken.timing());
    if (taken.fate() == Fate.REFUSED) {
      refuse(reader.reject(received, RejectReason.INVALID_LABEL, taken.why()), time);
    }
  }

  /** What cannot be counted is contained in the offsets all the same. */
  private void pass(Reject reject, long time) {
    Timing timing = partition.pass(position(time));
    meters.label(Fate.REFUSED, timing);
    refuse(reject, time);
  }

  private void refuse(Reject reject, long time) {
    context.forward(new Record<>(stream, Gathered.refused(reader.refuse(reject)), time));
  }

  private void tick(long now) {
    waited++;
    boolean isLonger = now / SHORT_WHILE.toMillis() % LONGER_WHILE == 0 || waited > LONGER_WHILE;
    if (partition.isPending() && hasWaited(now) && (isLonger || !partition.isFlooded())) {
      waited = 0;
      passOn(now);
      context.commit();
    }
  }

  /** Also if the clock was set back meanwhile. */
  private boolean hasWaited(long now) {
    return now < pendingSince || now - pendingSince >= LEAST_WHILE_MILLIS;
  }

  private void passOn(long time) {
    meters.beat();
    pendingSince = NOTHING_CAME;
    if (partition.isPending()) {
      context.forward(new Record<>(stream, Gathered.batches(partition.drain()), time));
    }
  }

  private Position position(long time) {
    RecordMetadata at = SourceReader.position(context);
    return new Position(at.partition(), at.offset(), time, context.currentSystemTimeMs());
  }

  private Reject withoutValue() {
    RecordMetadata position = SourceReader.position(context);
    return new Reject(
        Writer.TRACKER.service(),
        RejectReason.EMPTY,
        "a label without a value: labels are not taken back",
        Optional.empty(),
        "%s/%d@%d".formatted(Topics.LABELS, position.partition(), position.offset()),
        new byte[0],
        clock.instant());
  }
}
