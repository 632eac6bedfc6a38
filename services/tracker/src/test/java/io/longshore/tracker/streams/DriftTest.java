package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftTest {
  /** A fifth of the mix moved. */
  private static final Map<String, Double> SLIGHTLY_AFTER =
      Draws.mix(1450, 960, 416, 642, 490, 405, 58, 32, 18, 10);

  private final TrackedStream stream =
      new TrackedStream(Map.of("cool-down-units", "600", "emit-every-labels", "50"));

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void a_shift_asks_for_a_rebalanced_head_and_a_retrained_student_with_the_evidence() {
    ModelVersion live = stream.goLive(Draws.BEFORE);
    labels(Draws.BEFORE, 100, 1);
    labels(Draws.AFTER, 300, 2);

    List<Adaptation> adaptations = stream.adaptations();

    assertThat(adaptations)
        .extracting(Adaptation::id, Adaptation::gear)
        .containsExactly(
            tuple("reef-rebalance-1", Gear.REBALANCE), tuple("reef-retrain-2", Gear.RETRAIN));
    DriftEvidence evidence = adaptations.get(0).evidence();
    assertThat(evidence.alarm()).isTrue();
    assertThat(evidence.reference()).contains(live);
    assertThat(evidence.units()).isBetween(200L, 400L);
    assertThat(adaptations.get(0).offsets()).isEqualTo(Map.of(0, evidence.units()));
    assertThat(adaptations.get(0).reason()).startsWith("the mix moved by at least 0.");
  }

  @Test
  void a_decision_comes_with_a_snapshot_that_contains_the_same() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 300, 2);

    Adaptation adaptation = stream.adaptations().get(0);

    assertThat(stream.frequencies())
        .anySatisfy(
            snapshot -> {
              assertThat(snapshot.offsets()).isEqualTo(adaptation.offsets());
              assertThat(snapshot.mix()).isEqualTo(adaptation.mix());
              assertThat(snapshot.drift()).isEqualTo(adaptation.evidence());
            });
  }

  @Test
  void an_unchanged_mix_asks_for_nothing() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.BEFORE, 3_000, 3);

    assertThat(stream.adaptations()).isEmpty();
    assertThat(stream.counts().drift().logE()).isNegative();
  }

  @Test
  void the_mix_asked_for_is_the_one_after_the_change() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.BEFORE, 700, 1);
    labels(Draws.AFTER, 600, 2);

    Map<String, Double> mix = stream.adaptations().get(0).mix();

    double total = mix.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(mix.getOrDefault("class-0", 0.0) / total).as("was 0.45, is 0.10").isLessThan(0.25);
    assertThat(mix.getOrDefault("class-4", 0.0) / total)
        .as("was 0.04, is 0.24")
        .isGreaterThan(0.15);
  }

  @Test
  void nothing_is_asked_for_twice_until_the_cool_down_has_passed() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 1_500, 2);

    List<Long> asked =
        stream.adaptations().stream()
            .filter(adaptation -> adaptation.gear() == Gear.REBALANCE)
            .map(adaptation -> adaptation.evidence().units())
            .toList();

    assertThat(asked).hasSize(3);
    assertThat(asked.get(1) - asked.get(0)).isEqualTo(600);
    assertThat(asked.get(2) - asked.get(1)).isEqualTo(600);
  }

  @Test
  void a_model_adapted_to_the_new_mix_ends_the_alarm() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 300, 2);
    List<Adaptation> first = stream.adaptations();
    ModelVersion adapted = stream.goLive(first.get(0).mix());
    labels(Draws.AFTER, 1_500, 4);

    DriftEvidence evidence = stream.counts().drift();

    assertThat(first).hasSize(2);
    assertThat(stream.adaptations()).isEmpty();
    assertThat(evidence.reference()).contains(adapted);
    assertThat(evidence.units()).isEqualTo(1_500);
    assertThat(evidence.alarm()).isFalse();
  }

  @Test
  void a_second_shift_after_an_answer_is_found_at_once_without_waiting_for_the_cool_down() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 300, 2);
    stream.adaptations();
    stream.goLive(Draws.AFTER);
    labels(Draws.BEFORE, 300, 5);

    assertThat(stream.adaptations())
        .extracting(Adaptation::id)
        .containsExactly("reef-rebalance-3", "reef-retrain-4");
  }

  @Test
  void a_head_that_follows_the_mix_does_not_hide_that_its_backbone_was_left_behind() {
    ModelVersion trained = stream.goLive(Draws.BEFORE);
    labels(SLIGHTLY_AFTER, 1_000, 2);
    List<Adaptation> first = stream.adaptations();
    stream.goLive(TrackedStream.manifest(Gear.REBALANCE, Optional.of(trained), first.get(0).mix()));
    labels(Draws.AFTER, 260, 3);

    List<Adaptation> second = stream.adaptations();

    assertThat(first).extracting(Adaptation::gear).containsExactly(Gear.REBALANCE);
    assertThat(second)
        .filteredOn(adaptation -> adaptation.gear() == Gear.RETRAIN)
        .singleElement()
        .extracting(adaptation -> adaptation.evidence().reference().orElseThrow())
        .isEqualTo(trained);
  }

  @Test
  void a_retraining_under_way_is_not_asked_for_again_because_a_head_came_first() {
    ModelVersion trained = stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 300, 2);
    Map<String, Double> mix = stream.adaptations().get(0).mix();
    stream.goLive(TrackedStream.manifest(Gear.REBALANCE, Optional.of(trained), mix));
    labels(Draws.AFTER, 1_500, 3);

    assertThat(stream.adaptations()).isEmpty();
  }

  @Test
  void evidence_without_an_alarm_begins_anew_after_its_window() {
    try (var watched = new TrackedStream(Map.of("evidence-window-units", "500"))) {
      watched.goLive(Draws.BEFORE);
      var draws = new Draws(Draws.BEFORE, 3);
      for (int i = 0; i < 740; i++) {
        watched.label(draws.next());
      }

      ClassFrequencies counts = watched.counts();

      assertThat(counts.drift().units()).isEqualTo(240);
      assertThat(counts.units()).isEqualTo(740);
    }
  }

  @Test
  void the_manifest_may_come_before_the_plan() {
    ModelManifest manifest = TrackedStream.manifest(Draws.BEFORE);
    stream.announce(manifest);
    stream.plan(manifest.version());
    labels(Draws.AFTER, 300, 2);

    assertThat(stream.adaptations()).hasSize(2);
  }

  @Test
  void nothing_is_decided_while_the_live_model_s_manifest_is_missing() {
    ModelManifest manifest = TrackedStream.manifest(Draws.BEFORE);
    stream.plan(manifest.version());
    labels(Draws.AFTER, 300, 2);
    assertThat(stream.adaptations()).isEmpty();
    stream.announce(manifest);

    DriftEvidence evidence = stream.counts().drift();

    assertThat(evidence.reference()).contains(manifest.version());
    assertThat(evidence.units()).isZero();
  }

  @Test
  void plans_of_other_streams_and_older_plans_change_nothing() {
    ModelVersion live = stream.goLive(Draws.BEFORE);
    ModelManifest other = TrackedStream.manifest(Draws.AFTER);
    stream.announce(other);
    stream.plan("another stream", 99, other.version());
    stream.plan(TrackedStream.STREAM, 0, other.version());
    labels(Draws.BEFORE, 50, 1);

    assertThat(stream.counts().drift().reference()).contains(live);
  }

  @Test
  void a_stream_of_one_class_and_a_model_of_an_empty_mix_do_no_harm() {
    stream.goLive(Map.of("cat", 0.0, "dog", 0.0));
    for (int i = 0; i < 200; i++) {
      stream.label("cat");
    }

    assertThat(stream.counts().drift().units()).isEqualTo(200);
  }

  @Test
  void a_rollback_brings_the_earlier_reference_back() {
    ModelVersion first = stream.goLive(Draws.BEFORE);
    stream.goLive(Draws.AFTER);
    labels(Draws.BEFORE, 40, 1);
    stream.plan(first);
    labels(Draws.BEFORE, 60, 2);

    DriftEvidence evidence = stream.counts().drift();

    assertThat(evidence.reference()).contains(first);
    assertThat(evidence.units()).isEqualTo(60);
  }

  @Test
  void classes_that_the_live_model_lacks_ask_for_a_retrained_student() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.BEFORE, 100, 1);
    var others = new Draws(Draws.BEFORE, 3);
    for (int i = 0; i < 240; i++) {
      stream.label(i % 3 == 0 ? "whale" : others.next());
    }

    List<Adaptation> adaptations = stream.adaptations();

    assertThat(adaptations).extracting(Adaptation::gear).containsExactly(Gear.RETRAIN);
    assertThat(adaptations.get(0).reason()).contains("the live model lacks whale; it may");
    assertThat(adaptations.get(0).mix()).containsKey("whale");
  }

  @Test
  void the_same_labels_lead_to_the_same_decisions() {
    var runs = new ArrayList<List<Adaptation>>();
    for (int run = 0; run < 2; run++) {
      try (var replay = new TrackedStream(Map.of())) {
        replay.goLive(Draws.BEFORE);
        var draws = new Draws(Draws.AFTER, 9);
        for (int i = 0; i < 300; i++) {
          replay.label(draws.next());
        }
        runs.add(replay.adaptations());
      }
    }

    assertThat(runs.get(0)).hasSize(2).isEqualTo(runs.get(1));
  }

  @Test
  void every_snapshot_is_one_after_the_last_whatever_was_decided() {
    stream.goLive(Draws.BEFORE);
    labels(Draws.AFTER, 1_000, 2);
    stream.goLive(Draws.AFTER);
    labels(Draws.AFTER, 333, 3);
    stream.counts();
    labels(Draws.AFTER, 120, 4);

    List<Long> sequences = stream.frequencies().stream().map(ClassFrequencies::sequence).toList();

    for (int i = 1; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(sequences.get(i - 1) + 1);
    }
  }

  private void labels(Map<String, Double> mix, int count, long seed) {
    var draws = new Draws(mix, seed);
    for (int i = 0; i < count; i++) {
      stream.label(draws.next());
    }
  }
}
