package io.longshore.tracker.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.config.Settings;
import io.longshore.tracker.TrackerRules;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelPartition;
import io.longshore.tracker.label.Position;
import io.longshore.tracker.policy.StartingPolicy;
import io.longshore.tracker.tracking.Outcome;
import io.longshore.tracker.tracking.Publication;
import io.longshore.tracker.tracking.Step.BucketEnded;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stream as it went: labels came, the tracker decided, models answered some seconds later, and
 * all of it was recorded.
 */
final class RecordedRun {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Map<String, Double> CALM = Map.of("crab", 0.5, "fish", 0.3, "seal", 0.2);
  static final Map<String, Double> CRABS = Map.of("crab", 0.8, "fish", 0.1, "seal", 0.1);
  static final Map<String, Double> SEALS = Map.of("crab", 0.1, "fish", 0.1, "seal", 0.8);

  private static final String STREAM = "reef";
  private static final int LABELS_A_SECOND = 20;
  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(7);
  private static final TrackerSettings SETTINGS =
      Settings.load(
              Map.of(),
              Map.of(
                  "longshore.tracker.bucket", "PT1S",
                  "longshore.tracker.first-model-labels", "400"),
              Set.of(TrackerSettings.class))
          .of(TrackerSettings.class);
  static final TrackerRules RULES = TrackerRules.of(SETTINGS);
  static final Policy POLICY = StartingPolicy.of(SETTINGS);

  private final Random random = new Random(42);
  private final Tracking tracking =
      new Tracking(STREAM, RULES.tracking(), RULES.timeline(), POLICY);
  private final LabelPartition partition = new LabelPartition(RULES.labels());
  private final List<LabelBatch> batches = new ArrayList<>();
  private final List<Event> happened = new ArrayList<>();
  private final List<Event> toCome = new ArrayList<>();
  private final Map<ModelVersion, String> answers = new HashMap<>();
  private final List<Adaptation> decisions = new ArrayList<>();
  private Optional<ModelVersion> live = Optional.empty();
  private Instant now = START;
  private long epoch;
  private long offset;

  static Policy with(String key, String value) {
    return POLICY.with(
        new PolicyOverrides(STREAM, new TreeMap<>(Map.of(key, value)), "a test", START));
  }

  /** So many labels of a mix, twenty a second. */
  RecordedRun labels(Map<String, Double> mix, int labels) {
    for (int done = 0; done < labels; done += LABELS_A_SECOND) {
      happen();
      for (int i = 0; i < LABELS_A_SECOND; i++) {
        label(draw(mix), now.plusMillis(1000L * i / LABELS_A_SECOND));
      }
      List<LabelBatch> bucket = partition.drain();
      batches.addAll(bucket);
      long number = RULES.timeline().buckets().of(now.toEpochMilli());
      now = now.plusSeconds(1);
      decided(tracking.take(new BucketEnded(number, bucket)));
    }
    return this;
  }

  /** Nothing is labelled for a while. */
  RecordedRun silence(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      decided(tracking.quiet(Duration.ofSeconds(i)));
      now = now.plusSeconds(1);
      happen();
    }
    return this;
  }

  Recording recording() {
    return recording(new TreeMap<>(), batches);
  }

  /** Without the labels before an offset. */
  Recording recordingFrom(long firstOffset) {
    return recording(
        new TreeMap<>(Map.of(0, firstOffset)),
        batches.stream().filter(batch -> batch.nextOffset() > firstOffset).toList());
  }

  List<Adaptation> decisions() {
    return List.copyOf(decisions);
  }

  static Replayed replay(Recording recording, Policy policy) {
    return Replay.run(STREAM, RULES, policy, recording);
  }

  private Recording recording(SortedMap<Integer, Long> first, List<LabelBatch> labels) {
    return new Recording(first, labels, happened, answers, decisions, now);
  }

  private void label(String className, Instant at) {
    var image = new ImageId("image-" + offset);
    partition.take(
        new Position(0, offset, at.toEpochMilli(), at.toEpochMilli()),
        new Label(image, className, new ImageLocation(0, 7), image.value(), Split.STREAM, at));
    offset++;
  }

  private String draw(Map<String, Double> mix) {
    double left = random.nextDouble();
    String last = "";
    for (var share : new TreeMap<>(mix).entrySet()) {
      last = share.getKey();
      left -= share.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }

  private void decided(Outcome outcome) {
    for (Adaptation decision :
        outcome.publication().map(Publication::adaptations).orElse(List.of())) {
      decisions.add(decision);
      var version = new ModelVersion(Sha256.hex(decision.id().getBytes(UTF_8)));
      long at = now.plus(ANSWERED_AFTER).toEpochMilli();
      Optional<ModelVersion> parent = decision.gear() == Gear.REBALANCE ? live : Optional.empty();
      toCome.add(
          new MixLearned(at, version, new ModelMix(decision.gear(), parent, decision.mix())));
      toCome.add(new PlanFollowed(at, ++epoch, Optional.of(version)));
      answers.put(version, decision.id());
    }
  }

  private void happen() {
    for (Event event : List.copyOf(toCome)) {
      if (event.at() <= now.toEpochMilli()) {
        toCome.remove(event);
        happened.add(event);
        tracking.take(event);
        if (event instanceof PlanFollowed plan) {
          live = plan.live();
        }
      }
    }
  }
}
