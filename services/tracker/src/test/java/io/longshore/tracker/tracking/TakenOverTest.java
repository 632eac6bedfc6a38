package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import io.longshore.domain.drift.LabelOrder;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.label.Buckets;
import io.longshore.tracker.label.ClassAdditions;
import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Written;
import io.longshore.tracker.tracking.Step.BucketEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tracker goes on from what an older one left, without its topics being deleted. */
class TakenOverTest {
  private static final int CLASSES = 100;
  private static final Policy POLICY =
      new Policy(
          PolicyState.RUNNING,
          1,
          new Thresholds(0.01, 0.05, 0.15, 20),
          new GearTerms(24, Duration.ZERO, 100, 2, 0.1),
          new GearTerms(24, Duration.ZERO, 200, 300, 0.2),
          new Worth(20_000, 1, 0.1),
          new FirstModel(1_000_000, 1_000_000, Duration.ofHours(1)));

  private final Written written = new Written();

  @Test
  void tallies_that_were_written_one_by_one_are_counted_on() {
    leftByAnOlderTracker();
    Tracking taken = restored();
    taken.take(new BucketEnded(8, List.of(batch("class-7", 3))));

    Map<String, ClassFrequency> classes = taken.current().classes();

    assertThat(classes).hasSize(CLASSES);
    assertThat(classes.get("class-6")).extracting("labels", "units").containsExactly(6L, 6L);
    assertThat(classes.get("class-7")).extracting("labels", "units").containsExactly(10L, 10L);
  }

  @Test
  void they_are_written_by_the_page_from_the_first_commit_on() {
    leftByAnOlderTracker();
    Tracking taken = restored();
    taken.take(new BucketEnded(8, List.of(batch("class-7", 3))));
    taken.memory().writeChanges(written);

    Tracking again = restored();

    assertThat(again.current().classes()).isEqualTo(taken.current().classes());
    assertThat(written.size()).isLessThan(CLASSES / 2);
  }

  @Test
  void if_it_dies_before_its_first_commit_the_next_takes_over_the_same() {
    leftByAnOlderTracker();
    Tracking first = restored();
    first.take(new BucketEnded(8, List.of(batch("class-7", 3))));

    Tracking second = restored();
    second.take(new BucketEnded(8, List.of(batch("class-7", 3))));

    assertThat(second.current().classes()).isEqualTo(first.current().classes());
  }

  private void leftByAnOlderTracker() {
    var tallies = new KeptMap<String, ClassTally>(Form.TEXT, OldTallyLayout.FORM);
    for (int i = 0; i < CLASSES; i++) {
      var count = new DecayedCount(i, 10);
      tallies.put(
          "class-" + i, new ClassTally(i, i, count, new WatchedUnits(0, i, 0, i, 0), 0, count));
    }
    new Compartments().with('M', new Compartments().with('t', tallies)).writeChanges(written);
  }

  private Tracking restored() {
    var tracking =
        new Tracking(
            "reef",
            new TrackingRules(new HalfLife(500), 20, 300, Duration.ofHours(1)),
            new TimelineRules(new Buckets(250), 250, 10_000),
            POLICY);
    written.restore(tracking.memory());
    tracking.resume(1, 0);
    return tracking;
  }

  private static LabelBatch batch(String className, long labels) {
    return new LabelBatch(
        0,
        8,
        2_000,
        labels,
        labels,
        Instant.EPOCH,
        LabelOrder.NONE,
        ClassAdditions.of(Map.of(className, new ClassLabels(labels, labels, List.of()))));
  }
}
