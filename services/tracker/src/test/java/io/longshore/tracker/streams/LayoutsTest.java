package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.Counted;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.Issued;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.count.Watch;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayoutsTest {
  private static final ModelVersion MODEL = new ModelVersion("b".repeat(64));

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
            new Watch(Optional.of(MODEL), Optional.empty(), 2, 30, 20, -1.5, 10, 6),
            new Issued(8, 3, 1, Map.of(Gear.RETRAIN, new Issued.Asked(Optional.of(MODEL), 10))));

    assertThat(again(StateLayout.SERDE, state)).isEqualTo(state);
    assertThat(again(StateLayout.SERDE, TrackerState.NEW)).isEqualTo(TrackerState.NEW);
  }

  @Test
  void a_tally_is_read_as_it_was_written() {
    var tally =
        new ClassTally(5, 4, new DecayedCount(3.5, 90), 2, 3, 1, new DecayedCount(0.25, 80));

    assertThat(again(TallyLayout.SERDE, tally)).isEqualTo(tally);
  }

  @Test
  void deltas_are_read_as_they_were_written() {
    var counted =
        new LabelDelta(
            1,
            77,
            Optional.of(new LabelDelta.Fresh("猫", Instant.EPOCH, Optional.of("u".repeat(70_000)))));
    var seen = new LabelDelta(1, 78, Optional.empty());

    assertThat(again(DeltaLayout.SERDE, counted)).isEqualTo(counted);
    assertThat(again(DeltaLayout.SERDE, seen)).isEqualTo(seen);
  }

  @Test
  void a_mix_is_read_as_it_was_written() {
    var mix =
        new ModelMix(
            Gear.REBALANCE, Optional.of(MODEL), new TreeMap<>(Map.of("cat", 0.1, "dog", 1e300)));

    assertThat(again(MixLayout.SERDE, mix)).isEqualTo(mix);
  }

  @Test
  void another_version_is_refused_with_what_to_do() {
    byte[] bytes = TallyLayout.SERDE.serializer().serialize("tallies", ClassTally.NONE);
    bytes[0] = 2;

    assertThatThrownBy(() -> TallyLayout.SERDE.deserializer().deserialize("tallies", bytes))
        .hasMessageStartingWith("a class tally is of layout 2, this tracker reads 1")
        .hasMessageContaining("delete its internal topics");
  }

  @Test
  void damaged_bytes_are_refused() {
    byte[] bytes = TallyLayout.SERDE.serializer().serialize("tallies", ClassTally.NONE);

    assertThatThrownBy(
            () ->
                TallyLayout.SERDE
                    .deserializer()
                    .deserialize("tallies", Arrays.copyOf(bytes, bytes.length - 1)))
        .hasMessageContaining("cut short");
    assertThatThrownBy(
            () ->
                TallyLayout.SERDE
                    .deserializer()
                    .deserialize("tallies", Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("left over");
  }

  private static <T> T again(BinarySerde<T> serde, T value) {
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
  }
}
