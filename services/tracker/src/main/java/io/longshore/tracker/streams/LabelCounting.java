package io.longshore.tracker.streams;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.streams.TrackerMeters.Fate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads one partition of labels: sorts out what does not count, and passes on what does, each image
 * once. Every label of an image is on one partition, so this needs no other.
 *
 * <p>The first label of an image counts, whatever it says; a later one within the window is a
 * repeat. Late labels count like any other.
 */
final class LabelCounting implements Processor<byte[], byte[], String, LabelOutcome> {
  static final String SEEN_IMAGES = "seen-images";

  private final String stream;
  private final Duration window;
  private final Clock clock;
  private final TrackerMeters meters;
  private final SourceReader<ImageId, Label> reader;
  private ProcessorContext<String, LabelOutcome> context;
  private SeenWindow seen;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  LabelCounting(String stream, Duration window, Clock clock, TrackerMeters meters) {
    this.stream = stream;
    this.window = window;
    this.clock = clock;
    this.meters = meters;
    this.reader = new SourceReader<>(Topics.LABELS, clock, meters);
  }

  @Override
  public void init(ProcessorContext<String, LabelOutcome> processorContext) {
    context = processorContext;
    seen = new SeenWindow(context.getStateStore(SEEN_IMAGES), window);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<ImageId, Label> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<ImageId, Label> read) {
      pass(record, judge(read.received()));
    } else if (outcome instanceof Outcome.Unreadable<ImageId, Label> unreadable) {
      pass(record, refused(reader.refuse(unreadable.reject())));
    } else {
      pass(record, refused(reader.refuse(withoutValue())));
    }
  }

  private LabelOutcome judge(Received<ImageId, Label> received) {
    Label label = received.value();
    if (!label.image().equals(received.key())) {
      return refused(
          reader.refuse(
              received,
              RejectReason.INVALID_RECORD,
              "a label of image %s has the key %s".formatted(label.image(), received.key())));
    }
    if (label.split() == Split.HOLDOUT) {
      return counted(Fate.HELD_OUT, Optional.empty());
    }
    if (!seen.isNew(label.image().value(), context.currentStreamTimeMs())) {
      return counted(Fate.REPEATED, Optional.empty());
    }
    return counted(
        Fate.COUNTED,
        Optional.of(
            new LabelDelta.Fresh(
                label.className(),
                label.labelledAt(),
                Optional.of(label.unit()).filter(unit -> !unit.equals(label.image().value())))));
  }

  private LabelOutcome refused(Reject reject) {
    meters.label(Fate.REFUSED);
    return new LabelOutcome(delta(Optional.empty()), List.of(reject));
  }

  private LabelOutcome counted(Fate fate, Optional<LabelDelta.Fresh> label) {
    meters.label(fate);
    return new LabelOutcome(delta(label), List.of());
  }

  private LabelDelta delta(Optional<LabelDelta.Fresh> label) {
    RecordMetadata position = SourceReader.position(context);
    return new LabelDelta(position.partition(), position.offset() + 1, label);
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

  private void pass(Record<byte[], byte[]> record, LabelOutcome outcome) {
    context.forward(new Record<>(stream, outcome, record.timestamp()));
  }
}
