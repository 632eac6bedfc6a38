package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.query.CountedNow;
import io.longshore.tracker.query.LatestCounts;
import io.longshore.tracker.tracking.Outcome;
import io.longshore.tracker.tracking.Publication;
import io.longshore.tracker.tracking.Step;
import io.longshore.tracker.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the batches of all partitions on the timeline, takes the steps that come out of it, and
 * sends out what they come to.
 *
 * <p>The clock on the wall tells for how long to wait, sends out snapshots, and tells that no more
 * labels come for a first model. What is decided on labels it does not touch.
 */
final class FrequencyTracking implements Processor<String, List<LabelBatch>, String, Publication> {
  static final String STORE = "tracking";

  private static final Logger log = LoggerFactory.getLogger(FrequencyTracking.class);
  private static final Duration TICK = Duration.ofMillis(50);

  /** How long what is said may wait for its commit, unless an adaptation is asked for. */
  private static final Duration COMMIT_WITHIN = Duration.ofMillis(200);

  private final String stream;
  private final int partitions;
  private final Emission emission;
  private final TrackerMeters meters;
  private final LatestCounts latest;
  private ProcessorContext<String, Publication> context;
  private Tracking tracking;
  private long lastLabelAt;
  private long lastSnapshotAt;
  private long late;
  private long refused;
  private boolean said;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  FrequencyTracking(
      String stream, int partitions, Emission emission, TrackerMeters meters, LatestCounts latest) {
    this.stream = stream;
    this.partitions = partitions;
    this.emission = emission;
    this.meters = meters;
    this.latest = latest;
  }

  @Override
  public void init(ProcessorContext<String, Publication> processorContext) {
    context = processorContext;
    WriteBehindStore<Tracking> store = context.getStateStore(STORE);
    tracking = store.object();
    long now = context.currentSystemTimeMs();
    tracking.resume(partitions, now);
    lastLabelAt = now;
    lastSnapshotAt = now - emission.interval().toMillis();
    late = tracking.timeline().late();
    refused = tracking.refused();
    latest.set(new CountedNow(tracking.current(), tracking.bucket()));
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    context.schedule(
        Instant.EPOCH, COMMIT_WITHIN, PunctuationType.WALL_CLOCK_TIME, ignored -> commit());
  }

  @Override
  public void process(Record<String, List<LabelBatch>> record) {
    long now = context.currentSystemTimeMs();
    for (LabelBatch batch : record.value()) {
      tracking.timeline().add(batch, now);
      if (batch.classes().size() > 0) {
        lastLabelAt = now;
      }
    }
    advance(now);
  }

  /** Called also when the task becomes a standby: another process counts from now on. */
  @Override
  public void close() {
    latest.clear();
  }

  private void tick(long now) {
    advance(now);
    send(tracking.quiet(Duration.ofMillis(Math.max(0, now - lastLabelAt))), now);
  }

  private void advance(long now) {
    for (Step step : tracking.timeline().due(now)) {
      send(tracking.take(step), now);
    }
    if (emission.isDue(tracking.unpublished(), tracking.classes(), now - lastSnapshotAt)) {
      send(new Publication(tracking.snapshot(), List.of()), now);
    }
    meters.late(tracking.timeline().late() - late);
    late = tracking.timeline().late();
    tellRefused();
    meters.waiting(tracking.timeline().waiting(), tracking.timeline().lagMillis());
  }

  private void tellRefused() {
    if (tracking.refused() > refused) {
      log.atWarn()
          .addKeyValue("labels", tracking.refused() - refused)
          .addKeyValue("classes", tracking.classes())
          .log(
              "labels of new classes are not counted, a snapshot of more would not fit a record; longshore.tracker.max-classes can refuse them one by one");
      meters.withoutRoom(tracking.refused() - refused);
      refused = tracking.refused();
    }
  }

  private void send(Outcome outcome, long now) {
    outcome.publication().ifPresent(publication -> send(publication, now));
  }

  private void send(Publication publication, long now) {
    lastSnapshotAt = now;
    meters.published(publication.frequencies(), now);
    latest.set(new CountedNow(publication.frequencies(), tracking.bucket()));
    publication.adaptations().forEach(this::tell);
    context.forward(new Record<>(stream, publication, now));
    said = true;
    if (!publication.adaptations().isEmpty()) {
      commit();
    }
  }

  private void commit() {
    if (said) {
      context.commit();
      said = false;
    }
  }

  private void tell(Adaptation adaptation) {
    meters.asked(adaptation.gear());
    log.atInfo()
        .addKeyValue("adaptation", adaptation.id())
        .addKeyValue("gear", adaptation.gear().word())
        .addKeyValue("reason", adaptation.reason())
        .addKeyValue("evidence", adaptation.evidence().inWords())
        .log("asked for an adaptation");
  }
}
