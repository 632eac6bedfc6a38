package io.longshore.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.fixture.Mixes;
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.ModelRefusedException;
import io.longshore.scorer.onnx.OnnxModels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final ArtifactStore store = new InMemoryArtifactStore();
  private final OnnxModels models = new OnnxModels(store, new ModelLimits(4, 1, 1 << 20));
  private final ServingSlot slot = new ServingSlot(new TrimPolicy(1, 3));
  private final List<ModelVersion> served = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private final List<Verification> verified = new ArrayList<>();
  private final Map<ModelVersion, Refusal> inadmissible = new HashMap<>();
  private final BlockingQueue<ModelManifest> asked = new LinkedBlockingQueue<>();
  private final Lane lane = new Lane(4);
  private final ModelLoader loader =
      new ModelLoader(
          models,
          slot,
          (candidate, plan, serving) -> Optional.ofNullable(inadmissible.get(candidate.version())),
          this::verify,
          new Listener(),
          CLOCK,
          Duration.ZERO);

  private final ArtifactRef backbone = store.put(TinyModel.backbone());
  private final ModelManifest first = constant(1, 1, 0, 0);
  private final ModelManifest second = constant(2, 0, 1, 0);
  private final ModelManifest third = constant(3, 0, 0, 1);

  @AfterEach
  void everything_is_closed_at_the_end() {
    loader.close();
    models.close();

    assertThat(models.openBackbones()).isZero();
    assertThat(slot.current()).isEmpty();
  }

  @Test
  void the_live_model_of_a_plan_answers() throws InterruptedException {
    loader.announced(first);
    loader.planned(plan(1, first, Optional.empty()));

    loader.step();

    assertThat(answer()).isEqualTo("ankle boot");
    assertThat(served).containsExactly(first.version());
    assertThat(slot.current().map(Serving::planEpoch)).contains(1L);
  }

  @Test
  void swaps_keep_the_previous_model_warm_and_one_backbone_open() throws InterruptedException {
    List.of(first, second, third).forEach(loader::announced);
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();
    loader.planned(plan(2, second, Optional.of(first)));
    loader.step();

    loader.planned(plan(3, third, Optional.of(second)));
    loader.step();

    assertThat(answer()).isEqualTo("coat");
    assertThat(loader.plan().loaded()).containsExactlyInAnyOrder(second.version(), third.version());
    assertThat(models.openBackbones()).isEqualTo(1);
  }

  @Test
  void plans_that_came_together_are_not_carried_out_one_by_one() throws InterruptedException {
    List.of(first, second, third).forEach(loader::announced);
    loader.planned(plan(1, first, Optional.empty()));
    loader.planned(plan(2, second, Optional.of(first)));
    loader.planned(plan(3, third, Optional.of(second)));

    loader.step();

    assertThat(served).containsExactly(third.version());
  }

  @Test
  void the_last_good_model_goes_on_when_the_next_is_refused() throws InterruptedException {
    ModelManifest poisoned = constant(4, Float.NaN, 0, 0);
    loader.announced(first);
    loader.announced(poisoned);
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();

    loader.planned(plan(2, poisoned, Optional.of(first)));
    loader.step();

    assertThat(answer()).isEqualTo("ankle boot");
    assertThat(refused)
        .extracting(Refusal::version, Refusal::reason)
        .containsExactly(tuple(poisoned.version(), RefusalReason.NOT_FINITE));
    assertThat(loader.plan().actedOn()).isEqualTo(2);
  }

  @Test
  void a_model_without_a_manifest_is_unknown_until_its_manifest_comes()
      throws InterruptedException {
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();
    assertThat(refused).extracting(Refusal::reason).containsExactly(RefusalReason.UNKNOWN_VERSION);

    loader.announced(first);
    loader.step();

    assertThat(answer()).isEqualTo("ankle boot");
  }

  @Test
  void a_new_model_is_trimmed_to_the_mix_known_before() throws InterruptedException {
    slot.trimTo(Mixes.of(7, 200, 50, 50));
    loader.announced(first);
    loader.planned(plan(1, first, Optional.empty()));

    loader.step();

    Trim trim = slot.use(Serving::trim);
    assertThat(trim.sequence()).isEqualTo(7);
    assertThat((double) trim.shift(0)).isCloseTo(Math.log(200.5 / 100.5), within(1e-6));
  }

  @Test
  void a_newer_mix_replaces_the_trim_and_nothing_else() throws InterruptedException {
    loader.announced(first);
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();
    Serving before = slot.current().orElseThrow();

    slot.trimTo(Mixes.of(8, 100, 100, 300));

    Serving after = slot.current().orElseThrow();
    assertThat(after.model()).isSameAs(before.model());
    assertThat(after.planEpoch()).isEqualTo(before.planEpoch());
    assertThat(before.trim().sequence()).isZero();
    assertThat(after.trim().sequence()).isEqualTo(8);
  }

  @Test
  void a_swap_waits_for_no_batch_and_closes_no_model_under_one() throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();
    try (Lease underWay = slot.lease().orElseThrow()) {
      loader.planned(plan(2, second, Optional.empty()));

      loader.step();

      assertThat(answer()).isEqualTo("bag");
      assertThat(loader.plan().loaded()).containsExactly(second.version());
      assertThat(answer(underWay.serving())).isEqualTo("ankle boot");
      assertThat(underWay.serving().model().isFree()).isFalse();
    }
  }

  @Test
  void a_model_that_is_not_admitted_is_not_loaded() throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(plan(1, first, Optional.empty()));
    loader.step();
    inadmissible.put(second.version(), refusal(second, RefusalReason.CLASSES_SHRANK));

    loader.planned(plan(2, second, Optional.of(first)));
    loader.step();

    assertThat(answer()).isEqualTo("ankle boot");
    assertThat(loader.plan().loaded()).containsExactly(first.version());
    assertThat(refused).extracting(Refusal::reason).containsExactly(RefusalReason.CLASSES_SHRANK);
  }

  @Test
  void a_warm_model_is_asked_about_again_before_it_answers() throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(plan(1, first, Optional.of(second)));
    loader.step();
    inadmissible.put(second.version(), refusal(second, RefusalReason.DOWNGRADE));

    loader.planned(plan(2, second, Optional.of(first)));
    loader.step();

    assertThat(answer()).isEqualTo("ankle boot");
    assertThat(refused).extracting(Refusal::reason).containsExactly(RefusalReason.DOWNGRADE);
  }

  @Test
  void a_candidate_is_verified_elsewhere_and_not_loaded() throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(trying(1, first, second, TrialStage.VERIFY));
    while (verified.isEmpty()) {
      loader.step();
    }

    assertThat(asked).containsExactly(second);
    assertThat(loader.plan().verified())
        .extracting(Verification::version)
        .containsExactly(second.version());
    assertThat(loader.plan().loaded()).containsExactly(first.version());
  }

  @Test
  void a_candidate_that_does_not_pass_is_refused_and_nothing_else_happens()
      throws InterruptedException {
    List.of(first, third).forEach(loader::announced);
    loader.planned(trying(1, first, third, TrialStage.VERIFY));
    while (refused.isEmpty()) {
      loader.step();
    }

    assertThat(refused)
        .extracting(Refusal::version, Refusal::reason)
        .containsExactly(tuple(third.version(), RefusalReason.TOO_SLOW));
    assertThat(answer()).isEqualTo("ankle boot");
  }

  @Test
  void a_model_on_trial_is_loaded_beside_the_live_one_and_released_with_its_trial()
      throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(trying(1, first, second, TrialStage.CANARY));
    loader.step();
    OnTrial trial = slot.use(serving -> serving.trial().orElseThrow());
    assertThat(trial.model().version()).isEqualTo(second.version());
    assertThat(trial.trial().stage()).isEqualTo(TrialStage.CANARY);

    loader.planned(plan(2, first, Optional.empty()));
    loader.step();

    assertThat(slot.current().flatMap(Serving::trial)).isEmpty();
    assertThat(loader.plan().loaded()).containsExactly(first.version());
  }

  @Test
  void a_model_that_fails_on_trial_drops_out_once_with_a_refusal() throws InterruptedException {
    List.of(first, second).forEach(loader::announced);
    loader.planned(trying(1, first, second, TrialStage.SHADOW));
    loader.step();

    loader.failedOnTrial(second.version(), RefusalReason.NOT_FINITE, "for a test");
    loader.failedOnTrial(second.version(), RefusalReason.NOT_FINITE, "for a test");
    assertThat(slot.current().flatMap(Serving::trial)).as("at once").isEmpty();
    loader.step();

    assertThat(refused).extracting(Refusal::version).containsExactly(second.version());
    assertThat(answer()).isEqualTo("ankle boot");
    assertThat(loader.plan().loaded()).containsExactly(first.version());
  }

  /** The third does not pass. */
  private Verification verify(ModelManifest candidate) {
    asked.add(candidate);
    if (candidate.equals(third)) {
      throw new ModelRefusedException(RefusalReason.TOO_SLOW, "for a test");
    }
    return new Verification(candidate.version(), 0, 0, 1, 1);
  }

  private static Refusal refusal(ModelManifest manifest, RefusalReason reason) {
    return new Refusal(manifest.version(), reason, "for a test");
  }

  private String answer() {
    return slot.use(this::answer);
  }

  private String answer(Serving serving) {
    lane.images(serving.model()).put(new byte[TinyModel.SHAPE.size()]);
    float[] logits = new float[TinyModel.CLASSES.size()];
    lane.score(serving.model(), 1).get(logits);
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      best = logits[c] > logits[best] ? c : best;
    }
    return TinyModel.CLASSES.get(best);
  }

  private ModelManifest constant(long seed, float... logits) {
    return TinyModel.manifest(seed, backbone, store.put(TinyModel.constantHead(logits)));
  }

  private static RolloutPlan plan(
      long epoch, ModelManifest live, Optional<ModelManifest> previous) {
    return new RolloutPlan(
        "default",
        epoch,
        Optional.of(live.version()),
        previous.map(ModelManifest::version),
        RolloutStep.PROMOTED,
        Optional.of(live.version()),
        "passed its gate",
        NOW);
  }

  private static RolloutPlan trying(
      long epoch, ModelManifest live, ModelManifest candidate, TrialStage stage) {
    return new RolloutPlan(
        "default",
        epoch,
        Optional.of(live.version()),
        Optional.empty(),
        RolloutStep.OFFERED,
        Optional.of(candidate.version()),
        "a trial",
        NOW,
        Optional.of(new Trial(candidate.version(), stage, 0.5, NOW)),
        false,
        Optional.empty());
  }

  private final class Listener implements ServingListener {
    @Override
    public void serving(ModelVersion version) {
      served.add(version);
    }

    @Override
    public void refused(Refusal refusal) {
      refused.add(refusal);
    }

    @Override
    public void verified(Verification verification) {
      verified.add(verification);
    }
  }
}
