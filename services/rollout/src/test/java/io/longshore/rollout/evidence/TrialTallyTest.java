package io.longshore.rollout.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.rollout.RolloutSettings;
import io.longshore.rollout.StartingPromotion;
import io.longshore.runtime.config.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrialTallyTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");
  private static final ModelVersion LIVE = new ModelVersion("aa".repeat(32));
  private static final ModelVersion CANDIDATE = new ModelVersion("bb".repeat(32));
  private static final ClassGroups GROUPS =
      new ClassGroups(Map.of("cat", ShotGroup.MANY, "lynx", ShotGroup.FEW));
  private static final StreamGate GATE =
      new StreamGate(
          StartingPromotion.of(
              Settings.load(Map.of(), Map.of(), Set.of(RolloutSettings.class))
                  .of(RolloutSettings.class)
                  .promotion()));

  private final TrialTally tally = tally(1000);

  @Test
  void a_label_finds_its_prediction_whichever_comes_first() {
    tally.predicted(shadowed("a", "cat", "lynx"));
    tally.labelled(label("a", "cat"));
    tally.labelled(label("b", "lynx"));
    tally.predicted(shadowed("b", "cat", "lynx"));

    StreamEvidence evidence = evidence();

    assertThat(evidence.labelled()).isEqualTo(2);
    assertThat(group(evidence, Optional.empty()))
        .satisfies(
            all -> {
              assertThat(all.otherOnly()).isEqualTo(1);
              assertThat(all.subjectOnly()).isEqualTo(1);
            });
    assertThat(group(evidence, Optional.of(ShotGroup.FEW)).subjectOnly()).isEqualTo(1);
    assertThat(evidence.waiting()).isZero();
  }

  @Test
  void what_was_not_answered_by_both_models_in_this_stage_says_nothing() {
    tally.predicted(alone("a"));
    tally.predicted(prediction("b", "cat", "cat", 4, SINCE.plusSeconds(1), Role.LIVE));
    tally.predicted(prediction("c", "cat", "cat", 5, SINCE.minusSeconds(1), Role.LIVE));
    tally.predicted(prediction("d", "cat", "cat", 5, SINCE.plusSeconds(1), Role.CANARY));

    assertThat(evidence().predicted()).isZero();
  }

  @Test
  void repeats_of_predictions_and_labels_count_once() {
    for (int i = 0; i < 3; i++) {
      tally.predicted(shadowed("a", "cat", "cat"));
      tally.labelled(label("a", "cat"));
    }

    assertThat(evidence().predicted()).isEqualTo(1);
    assertThat(group(evidence(), Optional.empty()).bothRight()).isEqualTo(1);
  }

  @Test
  void an_image_whose_labels_contradict_each_other_is_withdrawn() {
    tally.predicted(shadowed("a", "cat", "lynx"));
    tally.labelled(label("a", "cat"));
    tally.labelled(label("a", "lynx"));
    tally.labelled(label("a", "cat"));
    tally.labelled(label("b", "cat"));
    tally.labelled(label("b", "lynx"));
    tally.predicted(shadowed("b", "cat", "lynx"));

    StreamEvidence evidence = evidence();

    assertThat(evidence.contradicted()).isEqualTo(2);
    assertThat(evidence.labelled()).isZero();
    assertThat(group(evidence, Optional.empty()).images()).isZero();
    assertThat(tally.evaluation().images()).isZero();
  }

  @Test
  void a_burst_of_one_unit_counts_once_for_each_class() {
    for (int i = 0; i < 10; i++) {
      tally.predicted(shadowed("frame-" + i, "cat", "lynx"));
      tally.labelled(label("frame-" + i, "cat", "track-1"));
    }
    tally.predicted(shadowed("other", "cat", "lynx"));
    tally.labelled(label("other", "lynx", "track-1"));

    assertThat(evidence().labelled()).isEqualTo(11);
    assertThat(group(evidence(), Optional.empty()).images()).isEqualTo(2);
  }

  @Test
  void labels_that_do_not_come_in_time_are_counted() {
    tally.predicted(shadowed("a", "cat", "cat"));
    tally.expire(SINCE.plusSeconds(60));
    tally.labelled(label("a", "cat"));

    assertThat(evidence().unlabelled()).isEqualTo(1);
    assertThat(evidence().labelled()).isZero();
  }

  @Test
  void memory_is_bounded_and_what_is_let_go_is_unlabelled() {
    TrialTally small = tally(10);
    for (int i = 0; i < 100; i++) {
      small.predicted(shadowed("image-" + i, "cat", "cat"));
    }

    StreamEvidence evidence = small.evidence(GATE, SINCE);
    assertThat(evidence.predicted()).isEqualTo(100);
    assertThat(evidence.unlabelled()).isEqualTo(90);
    assertThat(evidence.waiting()).isEqualTo(10);
  }

  @Test
  void a_class_that_no_model_knows_counts_overall() {
    tally.predicted(shadowed("a", "cat", "lynx"));
    tally.labelled(label("a", "wolf"));

    assertThat(group(evidence(), Optional.empty()).bothWrong()).isEqualTo(1);
    assertThat(group(evidence(), Optional.of(ShotGroup.MANY)).images()).isZero();
  }

  @Property(tries = 200)
  void the_order_of_records_does_not_matter(@ForAll long seed) {
    var random = new Random(seed);
    var records = new ArrayList<Consumer<TrialTally>>();
    for (int i = 0; i < 30; i++) {
      String id = "image-" + random.nextInt(20);
      String said = random.nextBoolean() ? "cat" : "lynx";
      String fixed = id.hashCode() % 2 == 0 ? "cat" : "lynx";
      records.add(t -> t.predicted(shadowed(id, fixed, "lynx")));
      records.add(t -> t.labelled(label(id, said, "unit-" + id.hashCode() % 4)));
    }
    var shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    TrialTally other = tally(1000);

    shuffled.forEach(record -> record.accept(other));

    assertThat(other.evidence(GATE, SINCE)).isEqualTo(counted(records).evidence(GATE, SINCE));
    assertThat(other.evaluation()).isEqualTo(counted(records).evaluation());
  }

  private static TrialTally counted(List<Consumer<TrialTally>> records) {
    TrialTally fresh = tally(1000);
    records.forEach(record -> record.accept(fresh));
    return fresh;
  }

  private static TrialTally tally(int memory) {
    var window = new TrialWindow(new Trial(CANDIDATE, TrialStage.SHADOW, 1, SINCE), LIVE, 5);
    return new TrialTally(window, GROUPS, memory);
  }

  private StreamEvidence evidence() {
    return tally.evidence(GATE, SINCE.plusSeconds(10));
  }

  private static GroupEvidence group(StreamEvidence evidence, Optional<ShotGroup> group) {
    return evidence.groups().stream()
        .filter(g -> g.group().equals(group))
        .findFirst()
        .orElseThrow();
  }

  private static Prediction shadowed(String id, String live, String candidate) {
    return prediction(id, live, candidate, 5, SINCE.plusSeconds(1), Role.LIVE);
  }

  private static Prediction prediction(
      String id, String live, String candidate, long epoch, Instant at, Role role) {
    return new Prediction(
        new ImageId(id),
        List.of(new ClassProbability(live, 1)),
        LIVE,
        role,
        epoch,
        0,
        new ImageLocation(0, 0),
        false,
        at,
        Optional.of(new Alongside(CANDIDATE, List.of(new ClassProbability(candidate, 1)))));
  }

  private static Prediction alone(String id) {
    return new Prediction(
        new ImageId(id),
        List.of(new ClassProbability("cat", 1)),
        LIVE,
        Role.LIVE,
        5,
        0,
        new ImageLocation(0, 0),
        false,
        SINCE.plusSeconds(1));
  }

  private static Label label(String id, String className) {
    return label(id, className, id);
  }

  private static Label label(String id, String className, String unit) {
    return new Label(
        new ImageId(id), className, new ImageLocation(0, 0), unit, Split.STREAM, SINCE);
  }
}
