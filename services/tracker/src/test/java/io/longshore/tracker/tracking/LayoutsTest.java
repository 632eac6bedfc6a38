package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.LabelSequence;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.Counted;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.Issued;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.count.Watch;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.label.ClassAdditions;
import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.Fingerprint;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelBatchLayout;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.policy.Ledger;
import io.longshore.tracker.tracking.Step.MixForgotten;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutsTest {
  private static final ModelVersion MODEL = new ModelVersion("b".repeat(64));
  private static final Binary<ClassTally> TALLY =
      new Binary<>("a class tally", TallyLayout.VERSION, new TallyLayout());
  private static final Fingerprint UNIT = new Fingerprint(-1, Long.MAX_VALUE);

  @Test
  void a_state_is_read_as_it_was_written() {
    var state =
        new TrackerState(
            new Counted(
                12,
                11,
                new TreeMap<>(Map.of(0, 7L, 3, 9L)),
                Instant.parse("2026-02-03T04:05:06.789Z"),
                123),
            Optional.of(MODEL),
            4,
            new Watch(Optional.of(MODEL), Optional.empty(), 5, 2, 30, 20, -1.5, 10, 6),
            new Issued(8, 3, 1, Map.of(Gear.RETRAIN, new Issued.Asked(Optional.of(MODEL), 10))));

    assertThat(again(StateLayout.FORM, state)).isEqualTo(state);
    assertThat(again(StateLayout.FORM, TrackerState.NEW)).isEqualTo(TrackerState.NEW);
  }

  @Test
  void a_tally_is_read_as_it_was_written() {
    var tally =
        new ClassTally(
            5,
            4,
            new DecayedCount(3.5, 90),
            new WatchedUnits(1, 9, 2, 3, 4),
            1,
            new DecayedCount(0.25, 80));

    assertThat(again(TALLY, tally)).isEqualTo(tally);
    assertThat(again(OldTallyLayout.FORM, tally)).isEqualTo(tally);
    long[] packed = new long[3 * new TallyPacking().longs()];
    new TallyPacking().pack(tally, packed, new TallyPacking().longs());
    assertThat(new TallyPacking().unpack(packed, new TallyPacking().longs())).isEqualTo(tally);
    assertThat(new TallyPacking().unpack(packed, 0)).isEqualTo(ClassTally.NONE);
  }

  @Test
  void batches_are_read_as_they_were_written() {
    LabelBatch batch = batch();

    assertThat(again(LabelBatchLayout.LIST, List.of(batch, batch))).containsExactly(batch, batch);
    assertThat(again(LabelBatchLayout.FORM, batch)).isEqualTo(batch);
  }

  @Test
  void batches_of_an_older_tracker_are_read() {
    LabelBatch batch = batch();
    byte[] older = LabelBatchLayout.LIST.before().orElseThrow().write(List.of(batch, batch));

    assertThat(older[0]).isEqualTo((byte) 1);
    assertThat(LabelBatchLayout.LIST.read(older)).containsExactly(batch, batch);
  }

  @Test
  void a_batch_of_which_bytes_are_missing_or_wrong_is_refused() {
    byte[] whole = LabelBatchLayout.FORM.write(batch());

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> LabelBatchLayout.FORM.read(cut)).hasMessageContaining("cut short");
    }
    byte[] wrong = whole.clone();
    wrong[whole.length - 2 * Long.BYTES - 1] = 2; // the class of the last unit, of two
    assertThatThrownBy(() -> LabelBatchLayout.FORM.read(wrong))
        .hasMessage("a unit of class 2, of 2");
  }

  private static LabelBatch batch() {
    var sequence = new LabelSequence();
    IntStream.range(0, 500).forEach(i -> sequence.add(i / 7 % 3));
    return new LabelBatch(
        1,
        77,
        19_250,
        500,
        9,
        Instant.parse("2026-02-03T04:05:06.789Z"),
        sequence.order(),
        ClassAdditions.of(
            Map.of(
                "猫", new ClassLabels(4, 4, List.of()),
                "犬", new ClassLabels(3, 1, List.of(UNIT, UNIT)))));
  }

  @Test
  void events_are_read_as_they_were_written() {
    var mix = new ModelMix(Gear.RETRAIN, Optional.empty(), new TreeMap<>(Map.of("cat", 2.0)));

    assertThat(
            Stream.of(
                new PlanFollowed(7, 3, Optional.of(MODEL)),
                new MixLearned(8, MODEL, mix),
                new MixForgotten(9, MODEL),
                new PolicySet(10, new TreeMap<>(Map.of("alpha", "0.001", "state", "paused"))),
                PolicySet.back(11)))
        .allSatisfy(event -> assertThat(again(EventLayout.FORM, event)).isEqualTo(event));
  }

  @Test
  void a_ledger_is_read_as_it_was_written() {
    Ledger ledger =
        Ledger.EMPTY
            .asked(Gear.RETRAIN, Instant.parse("2026-01-01T00:00:00Z"))
            .asked(Gear.RETRAIN, Instant.parse("2026-01-01T07:00:00.5Z"));

    assertThat(again(LedgerLayout.FORM, ledger)).isEqualTo(ledger);
    assertThat(again(LedgerLayout.FORM, Ledger.EMPTY)).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void a_mix_is_read_as_it_was_written() {
    var mix =
        new ModelMix(
            Gear.REBALANCE, Optional.of(MODEL), new TreeMap<>(Map.of("cat", 0.1, "dog", 1e300)));

    assertThat(again(MixLayout.FORM, mix)).isEqualTo(mix);
  }

  @Test
  void another_version_is_refused_with_what_to_do() {
    byte[] bytes = TALLY.write(ClassTally.NONE);
    bytes[0] = 1;

    assertThatThrownBy(() -> TALLY.read(bytes))
        .hasMessageStartingWith("a class tally is of layout 1, this tracker reads 2")
        .hasMessageContaining("delete its internal topics");
  }

  @Test
  void damaged_bytes_are_refused() {
    byte[] bytes = TALLY.write(ClassTally.NONE);

    assertThatThrownBy(() -> TALLY.read(Arrays.copyOf(bytes, bytes.length - 1)))
        .hasMessageContaining("cut short");
    assertThatThrownBy(() -> TALLY.read(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("left over");
  }

  private static <T> T again(Binary<T> form, T value) {
    return form.read(form.write(value));
  }
}
