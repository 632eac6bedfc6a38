package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.label.Buckets;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelPartition;
import io.longshore.tracker.label.LabelRules;
import io.longshore.tracker.label.Position;
import io.longshore.tracker.memory.Written;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same records decide the same, however they were read and however often it was begun anew. */
class SameDecisionsTest {
  private static final Buckets BUCKETS = new Buckets(250);
  private static final ModelVersion MODEL = new ModelVersion("b".repeat(64));
  private static final Policy POLICY =
      new Policy(
          PolicyState.RUNNING,
          1,
          new Thresholds(0.01, 0.05, 0.15, 20),
          new GearTerms(24, Duration.ZERO, 100, 2, 0.1),
          new GearTerms(24, Duration.ZERO, 200, 300, 0.2),
          new Worth(20_000, 1, 0.1),
          new FirstModel(100, 50, Duration.ofSeconds(10)));
  private static final int PARTITIONS = 3;
  private static final int LABELS = 900;
  private static final long EVERY_MILLIS = 20;

  @Property(tries = 20)
  void whenever_records_are_read(@ForAll long seed) {
    var random = new Random(seed);
    var partitions = new ArrayList<LabelPartition>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(partition());
    }
    Tracking live = tracking();
    var changelog = new Written();
    var decided = new ArrayList<Adaptation>();
    live.timeline().expect(PARTITIONS, 0);
    begin(live);
    long[] read = new long[PARTITIONS];
    for (long now = 0; now < LABELS * EVERY_MILLIS + 5_000; now += 37) {
      for (int p = 0; p < PARTITIONS; p++) {
        for (; read[p] * EVERY_MILLIS <= now && read[p] < LABELS; read[p]++) {
          if (read[p] % PARTITIONS == p) {
            take(partitions.get(p), p, read[p]);
          }
        }
        if (random.nextInt(3) > 0) {
          for (LabelBatch batch : partitions.get(p).drain()) {
            live.timeline().add(batch, now);
          }
        }
      }
      for (Step step : live.timeline().due(now)) {
        decisions(live.take(step), decided);
      }
      if (random.nextInt(20) == 0) {
        live = again(live, changelog, now);
      }
    }

    assertThat(decided).isEqualTo(replayed());
    assertThat(decided).isNotEmpty();
    assertThat(live.timeline().late()).isZero();
  }

  /** One partition after the other, and then everything at once. */
  private static List<Adaptation> replayed() {
    Tracking replay = tracking();
    begin(replay);
    for (int p = 0; p < PARTITIONS; p++) {
      LabelPartition partition = partition();
      for (long number = p; number < LABELS; number += PARTITIONS) {
        take(partition, p, number);
      }
      partition.drain().forEach(batch -> replay.timeline().add(batch, 0));
    }
    var decided = new ArrayList<Adaptation>();
    replay.timeline().rest().forEach(step -> decisions(replay.take(step), decided));
    return decided;
  }

  private static Tracking again(Tracking before, Written written, long now) {
    before.memory().writeChanges(written);
    Tracking again = tracking();
    written.restore(again.memory());
    again.timeline().expect(PARTITIONS, now);
    return again;
  }

  private static void begin(Tracking tracking) {
    var mix = new TreeMap<String, Double>();
    for (int k = 0; k < 5; k++) {
      mix.put("class-" + k, 400.0);
    }
    tracking.timeline().add(new PlanFollowed(0, 1, Optional.of(MODEL)));
    tracking
        .timeline()
        .add(new MixLearned(0, MODEL, new ModelMix(Gear.RETRAIN, Optional.empty(), mix)));
  }

  /** Units of four labels, over all partitions; the mix shifts after a third. */
  private static void take(LabelPartition partition, int number, long label) {
    long unit = label / 4;
    var random = new Random(unit);
    int k = label < LABELS / 3 ? random.nextInt(5) : random.nextInt(2);
    long time = label * EVERY_MILLIS;
    var image = new ImageId("image-" + label);
    partition.take(
        new Position(number, label / PARTITIONS, time, time),
        new Label(
            image,
            "class-" + k,
            new ImageLocation(0, label),
            "unit-" + (label % 2 == 0 ? unit : label),
            Split.STREAM,
            Instant.ofEpochMilli(time)));
  }

  private static void decisions(Outcome outcome, List<Adaptation> decided) {
    outcome.publication().ifPresent(publication -> decided.addAll(publication.adaptations()));
  }

  private static LabelPartition partition() {
    return new LabelPartition(new LabelRules(BUCKETS, Duration.ofHours(1), 0, 100, 100));
  }

  private static Tracking tracking() {
    return new Tracking(
        "reef",
        new TrackingRules(new HalfLife(500), 20, 300, Duration.ofHours(1)),
        new TimelineRules(BUCKETS, 250, 10_000),
        POLICY);
  }
}
