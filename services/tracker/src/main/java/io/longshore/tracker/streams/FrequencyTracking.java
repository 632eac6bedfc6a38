package io.longshore.tracker.streams;

import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.policy.AdaptationPolicy;
import io.longshore.tracker.policy.Situation;
import io.longshore.tracker.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Puts the deltas of all partitions together, in the one order of the internal topic, and decides
 * on them.
 *
 * <p>Looks at the evidence happen while deltas are processed, every so many units: the same deltas
 * lead to the same decisions whenever they are replayed. The clock on the wall only sends out what
 * waits, and tells that no more labels come for a first model.
 */
final class FrequencyTracking implements Processor<String, LabelDelta, String, Publication> {
  static final String SEEN_UNITS = "seen-units";

  private final String stream;
  private final TrackerSettings settings;
  private final HalfLife halfLife;
  private final DriftDetector detector;
  private final AdaptationPolicy policy;
  private final TrackerMeters meters;
  private ProcessorContext<String, Publication> context;
  private TrackerStores stores;
  private SeenWindow seenUnits;
  private DriftWatch drift;
  private Publishing publishing;
  private long lastLabelAt;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  FrequencyTracking(
      String stream,
      TrackerSettings settings,
      DriftDetector detector,
      AdaptationPolicy policy,
      TrackerMeters meters) {
    this.stream = stream;
    this.settings = settings;
    this.halfLife = new HalfLife(settings.halfLifeUnits());
    this.detector = detector;
    this.policy = policy;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, Publication> processorContext) {
    context = processorContext;
    stores = new TrackerStores(context);
    seenUnits = new SeenWindow(context.getStateStore(SEEN_UNITS), settings.duplicateWindow());
    drift = new DriftWatch(detector, stores);
    publishing = new Publishing(stream, halfLife, stores, drift, meters);
    lastLabelAt = context.currentSystemTimeMs();
    context.schedule(
        settings.emitInterval(), PunctuationType.WALL_CLOCK_TIME, this::whileNothingComes);
  }

  @Override
  public void process(Record<String, LabelDelta> record) {
    LabelDelta delta = record.value();
    TrackerState state =
        stores.state().containing(delta.partition(), delta.nextOffset(), record.timestamp());
    if (delta.label().isPresent()) {
      lastLabelAt = context.currentSystemTimeMs();
      state = count(delta.label().get(), state);
    }
    advance(state, Duration.ZERO, settings.emitEveryLabels(), record.timestamp());
  }

  private void whileNothingComes(long now) {
    TrackerState state = stores.state();
    advance(
        state, Duration.ofMillis(Math.max(0, now - lastLabelAt)), 1, state.counted().streamTime());
  }

  private TrackerState count(LabelDelta.Fresh label, TrackerState before) {
    TrackerState labelled = before.plusLabel(label.labelledAt());
    boolean newUnit =
        label
            .unit()
            .map(
                unit ->
                    seenUnits.isNew(label.className() + '\0' + unit, before.counted().streamTime()))
            .orElse(true);
    TrackerState state = newUnit ? labelled.plusUnit() : labelled;
    stores.change(
        label.className(),
        tally ->
            newUnit
                ? tally.plusLabel().plusUnit(state.watch(), state.counted().units(), halfLife)
                : tally.plusLabel());
    return state;
  }

  /** Decides if there is something to decide, and publishes if that or enough else is new. */
  private void advance(TrackerState before, Duration quiet, long publishAfter, long timestamp) {
    TrackerState state = before;
    List<Verdict.Step> steps = List.of();
    if (state.live().isEmpty()) {
      steps = policy.first(situation(state, new TreeSet<>(), quiet)).steps();
    } else if (state.isDueForLook(settings.lookEveryUnits())) {
      SortedMap<String, ClassTally> tallies = stores.tallies();
      DriftEvidence head = drift.head(state, tallies);
      state = state.looked(head, settings.evidenceWindowUnits());
      steps =
          policy
              .onDrift(
                  head,
                  drift.backbone(state, tallies),
                  situation(state, drift.newClasses(state, tallies), quiet))
              .steps();
    }
    if (steps.isEmpty() && state.issued().unpublished() < publishAfter) {
      stores.keep(state);
    } else {
      context.forward(new Record<>(stream, publishing.publish(state, steps), timestamp));
    }
  }

  private Situation situation(TrackerState state, SortedSet<String> newClasses, Duration quiet) {
    return new Situation(
        state.counted().labels(),
        stores.classes(),
        newClasses,
        state.watch().recentUnits(),
        state.unanswered(),
        quiet);
  }
}
