package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topics;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A labelled stream goes in, its mix shifts, better models come out. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class StoryTest {
  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> BEFORE =
      Picture.stream("before", Map.of("ant", 140, "bee", 48, "cow", 12));
  private static final List<Picture> AFTER =
      Picture.stream("after", Map.of("ant", 20, "bee", 60, "cow", 220));

  private TestSystem system;
  private ModelManifest first;
  private ModelManifest head;
  private ModelManifest student;

  @BeforeAll
  void the_story(@TempDir Path data) {
    system = TestSystem.start(data);
    system.send(HELD_OUT);
    system.send(BEFORE);
    first = system.awaitServed(Gear.RETRAIN, 0);
    system.send(AFTER);
    head = system.awaitServed(Gear.REBALANCE, 0);
    student = system.awaitServed(Gear.RETRAIN, 1);
    system.awaitPredicted(HELD_OUT);
    system.awaitPredicted(BEFORE);
    system.awaitPredicted(AFTER);
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void a_labelled_stream_becomes_a_live_model() {
    assertThat(first.recipe().classes())
        .extracting(ClassEntry::name, ClassEntry::images)
        .containsExactly(tuple("ant", 140), tuple("bee", 48), tuple("cow", 12));
    assertThat(first.recipe().input()).isEqualTo(Picture.SHAPE);
  }

  @Test
  void held_out_images_judge_the_models_and_are_never_learnt_from() {
    assertThat(List.of(first, head, student))
        .allSatisfy(m -> assertThat(m.evaluation().images()).isEqualTo(HELD_OUT.size()));
    assertThat(system.seen().frequencies())
        .allSatisfy(
            f -> assertThat(f.value().labels()).isLessThanOrEqualTo(BEFORE.size() + AFTER.size()));
  }

  @Test
  void both_engines_agree_before_a_model_is_announced() {
    assertThat(List.of(first, head, student))
        .allSatisfy(
            m -> {
              assertThat(m.parity().maxAbsoluteDifference()).isLessThan(1e-3);
              assertThat(m.parity().images()).isPositive().isEqualTo(m.parity().argmaxEqual());
            });
  }

  @Test
  void the_counts_are_exact() {
    system.await(
        "all labels to be counted",
        o -> latest(o.frequencies()).labels() == BEFORE.size() + AFTER.size());

    ClassFrequencies counted = latest(system.seen().frequencies());

    assertThat(counted.classes())
        .hasSize(3)
        .hasEntrySatisfying("ant", f -> assertThat(f.labels()).isEqualTo(160))
        .hasEntrySatisfying("bee", f -> assertThat(f.labels()).isEqualTo(108))
        .hasEntrySatisfying("cow", f -> assertThat(f.labels()).isEqualTo(232));
  }

  @Test
  void every_image_is_predicted_once() {
    assertThat(system.seen().imagesPredicted())
        .isEqualTo(HELD_OUT.size() + BEFORE.size() + AFTER.size());
    assertThat(system.seen().repeated()).isZero();
    assertThat(system.seen().unmarkedRepeats()).isZero();
  }

  @Test
  void each_prediction_names_the_live_model_of_its_plan() {
    Map<Long, Optional<ModelVersion>> live =
        system.seen().plans().stream()
            .map(Seen::value)
            .collect(Collectors.toMap(RolloutPlan::epoch, RolloutPlan::live));

    List<Prediction> predictions = TestTopics.values(system.kafka(), Topics.PREDICTIONS);

    assertThat(predictions)
        .allSatisfy(p -> assertThat(live.get(p.planEpoch())).isEqualTo(Optional.of(p.model())));
  }

  @Test
  void a_shifted_mix_raises_an_alarm_with_its_evidence() {
    Adaptation alarm =
        system.seen().adaptations().stream()
            .map(Seen::value)
            .filter(a -> a.gear() == Gear.REBALANCE)
            .findFirst()
            .orElseThrow();

    assertThat(alarm.evidence().alarm()).isTrue();
    assertThat(alarm.evidence().reference()).contains(first.version());
    assertThat(alarm.evidence().shifts().get(0).className()).isEqualTo("cow");
    assertThat(alarm.mix().get("cow")).isGreaterThan(alarm.mix().get("ant"));
  }

  @Test
  void the_rebalanced_head_keeps_its_parents_backbone() {
    assertThat(head.recipe().parent()).contains(first.version());
    assertThat(head.backbone()).isEqualTo(first.backbone());
    assertThat(head.head()).isNotEqualTo(first.head());
  }

  @Test
  void the_retrained_student_has_a_backbone_of_its_own() {
    assertThat(student.recipe().parent()).isPresent();
    assertThat(student.backbone()).isNotEqualTo(first.backbone());
  }

  @Test
  void the_models_went_live_one_after_the_other() {
    assertThat(system.seen().plans())
        .extracting(p -> p.value().live().orElseThrow())
        .startsWith(first.version(), head.version(), student.version());
  }

  @Test
  void the_teachers_soft_labels_of_remembered_images_are_on_their_topic() {
    var latest = new HashMap<ImageId, SoftLabel>();
    TestTopics.values(system.kafka(), Topics.SOFT_LABELS).forEach(s -> latest.put(s.image(), s));

    assertThat(latest.keySet())
        .containsAll(BEFORE.stream().map(p -> new ImageId(p.id())).toList())
        .doesNotContainAnyElementsOf(HELD_OUT.stream().map(p -> new ImageId(p.id())).toList());
    assertThat(latest.values())
        .allSatisfy(
            soft -> {
              assertThat(soft.teacher()).isEqualTo(student.version());
              assertThat(soft.top())
                  .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
              assertThat(
                      soft.rest()
                          + soft.top().stream().mapToDouble(ClassProbability::probability).sum())
                  .isCloseTo(1, within(1e-4));
            });
  }

  private static <T> T latest(List<Seen<T>> seen) {
    return seen.get(seen.size() - 1).value();
  }
}
