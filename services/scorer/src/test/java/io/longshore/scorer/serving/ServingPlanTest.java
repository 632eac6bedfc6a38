package io.longshore.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.serving.ServingPlan.Live;
import io.longshore.scorer.serving.ServingStep.Load;
import io.longshore.scorer.serving.ServingStep.Refuse;
import io.longshore.scorer.serving.ServingStep.Release;
import io.longshore.scorer.serving.ServingStep.Rest;
import io.longshore.scorer.serving.ServingStep.Serve;
import io.longshore.scorer.serving.ServingStep.Verify;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<TrialStage> STAGES = List.of(TrialStage.values());
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ArtifactRef ANY = ArtifactRef.of(new byte[] {1}, 0);
  private static final ModelManifest A = TinyModel.manifest(1, ANY, ANY);
  private static final ModelManifest B = TinyModel.manifest(2, ANY, ANY);
  private static final ModelManifest C = TinyModel.manifest(3, ANY, ANY);

  private static final ServingPlan KNOWING_ALL =
      ServingPlan.EMPTY.announced(A).announced(B).announced(C);

  @Test
  void without_a_plan_nothing_is_loaded() {
    assertThat(next(KNOWING_ALL)).isEqualTo(new Rest());
  }

  @Test
  void the_live_model_is_loaded_and_then_served_under_its_plan() {
    ServingPlan planned = KNOWING_ALL.planned(plan(1, A), NOW);

    assertThat(next(planned)).isEqualTo(new Load(A));
    assertThat(next(planned.loaded(A.version()))).isEqualTo(new Serve(A.version(), 1));
    assertThat(next(serving(A, 1))).isEqualTo(new Rest());
  }

  @Test
  void a_plan_may_come_before_the_manifest_of_its_model() {
    ServingPlan waiting = ServingPlan.EMPTY.planned(plan(1, A), NOW);

    assertThat(next(waiting)).isEqualTo(new Rest());
    assertThat(next(waiting.announced(A))).isEqualTo(new Load(A));
  }

  @Test
  void a_manifest_that_does_not_come_makes_the_version_unknown() {
    ServingPlan waiting = ServingPlan.EMPTY.planned(plan(1, A), NOW);

    ServingStep step = waiting.next(NOW.plus(PATIENCE), PATIENCE);

    assertThat(step)
        .isEqualTo(
            new Refuse(
                new Refusal(
                    A.version(),
                    RefusalReason.UNKNOWN_VERSION,
                    "plan 1 names model %s, which has had no manifest for 30 s"
                        .formatted(A.version()))));
  }

  @Test
  void a_manifest_that_comes_late_is_loaded_all_the_same() {
    ServingPlan refused =
        ServingPlan.EMPTY
            .planned(plan(1, A), NOW)
            .refused(refusal(A, RefusalReason.UNKNOWN_VERSION));

    assertThat(next(refused)).isEqualTo(new Rest());
    assertThat(next(refused.announced(A))).isEqualTo(new Load(A));
  }

  @Test
  void a_refused_model_leaves_the_last_good_one_serving() {
    ServingPlan refused =
        serving(A, 1).planned(plan(2, B, A), NOW).refused(refusal(B, RefusalReason.NOT_FINITE));

    assertThat(next(refused)).isEqualTo(new Rest());
    assertThat(refused.serving()).contains(new Live(A.version(), 1));
    assertThat(refused.actedOn()).isEqualTo(2);
    assertThat(refused.refusals()).extracting(Refusal::version).containsExactly(B.version());
  }

  @Test
  void a_scorer_that_starts_under_a_refused_model_begins_with_the_previous_one() {
    ServingPlan refused =
        KNOWING_ALL.planned(plan(2, B, A), NOW).refused(refusal(B, RefusalReason.NOT_FINITE));

    assertThat(next(refused)).isEqualTo(new Load(A));
    assertThat(next(refused.loaded(A.version()))).isEqualTo(new Serve(A.version(), 2));
  }

  @Test
  void a_plan_of_an_older_epoch_is_ignored() {
    ServingPlan current = serving(B, 5);

    assertThat(current.planned(plan(4, A), NOW)).isEqualTo(current);
    assertThat(current.planned(plan(5, A), NOW)).isEqualTo(current);
  }

  @Test
  void a_swap_keeps_the_previous_model_warm_and_releases_the_one_before() {
    ServingPlan swapped = serving(A, 1, B).planned(plan(2, B, A), NOW);
    assertThat(next(swapped)).isEqualTo(new Serve(B.version(), 2));

    ServingPlan again = swapped.served(B.version(), 2).planned(plan(3, C, B), NOW);

    assertThat(next(again)).isEqualTo(new Release(A.version()));
    assertThat(next(again.released(A.version()))).isEqualTo(new Load(C));
  }

  @Test
  void a_rollback_serves_the_warm_model_without_loading() {
    ServingPlan swapped = serving(B, 2, A).planned(plan(3, A, B), NOW);

    assertThat(next(swapped)).isEqualTo(new Serve(A.version(), 3));
  }

  @Test
  void after_a_restart_the_previous_model_is_warmed_behind_the_live_one() {
    ServingPlan planned = KNOWING_ALL.planned(plan(7, B, A), NOW);

    assertThat(next(planned)).isEqualTo(new Load(B));
    assertThat(next(planned.loaded(B.version()))).isEqualTo(new Serve(B.version(), 7));
    assertThat(next(planned.loaded(B.version()).served(B.version(), 7))).isEqualTo(new Load(A));
  }

  @Test
  void a_newer_plan_with_the_same_model_changes_only_the_epoch() {
    ServingPlan planned = serving(A, 1).planned(plan(2, A), NOW);

    assertThat(next(planned)).isEqualTo(new Serve(A.version(), 2));
  }

  @Test
  void only_the_latest_refusals_are_told() {
    ServingPlan plan = KNOWING_ALL;
    for (int i = 0; i < 25; i++) {
      plan = plan.refused(refusal(i % 2 == 0 ? A : B, RefusalReason.UNLOADABLE));
    }

    assertThat(plan.refusals()).hasSize(10);
    assertThat(plan.refusals().get(9).version()).isEqualTo(A.version());
  }

  /** Each number is a plan: live and previous among three models, the bad one included. */
  @Property
  void any_history_ends_with_the_last_good_live_model_and_nothing_superfluous_loaded(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 8) Integer> history,
      @ForAll @IntRange(min = 0, max = 3) int bad) {
    List<ModelManifest> all = List.of(A, B, C);
    ServingPlan plan = KNOWING_ALL;
    Optional<ModelVersion> expected = Optional.empty();
    int last = 0;

    for (int i = 0; i < history.size(); i++) {
      last = history.get(i);
      plan = plan.planned(plan(i + 1, all.get(last / 3), all.get(last % 3)), NOW);
      plan = settle(plan, bad < 3 ? Set.of(all.get(bad).version()) : Set.of());
      if (last / 3 != bad) {
        expected = Optional.of(all.get(last / 3).version());
      } else if (expected.isEmpty() && last % 3 != bad) {
        expected = Optional.of(all.get(last % 3).version());
      }
    }

    assertThat(plan.serving().map(Live::version)).isEqualTo(expected);
    Set<ModelVersion> wanted =
        Stream.of(
                expected,
                Optional.of(all.get(last / 3).version()),
                Optional.of(all.get(last % 3).version()))
            .flatMap(Optional::stream)
            .filter(version -> bad == 3 || !version.equals(all.get(bad).version()))
            .collect(Collectors.toSet());
    assertThat(plan.loaded()).isEqualTo(wanted);
  }

  @Test
  void a_candidate_to_be_verified_is_given_away_once_and_never_loaded() {
    ServingPlan planned = serving(A, 1).planned(trying(2, A, B, TrialStage.VERIFY), NOW);
    planned = planned.served(A.version(), 2);

    assertThat(next(planned)).isEqualTo(new Verify(B));
    ServingPlan asked = planned.verifying(B.version());
    assertThat(next(asked)).isEqualTo(new Rest());
    assertThat(next(asked.verified(new Verification(B.version(), 0, 0, 1, 1))))
        .isEqualTo(new Rest());
    assertThat(next(asked.refused(refusal(B, RefusalReason.TOO_SLOW)))).isEqualTo(new Rest());
  }

  @ParameterizedTest
  @EnumSource(value = TrialStage.class, names = "VERIFY", mode = EnumSource.Mode.EXCLUDE)
  void a_model_on_trial_is_loaded_behind_the_live_one_and_then_answers_beside_it(TrialStage stage) {
    RolloutPlan trying = trying(2, A, B, stage);
    ServingPlan planned = serving(A, 1).planned(trying, NOW);

    assertThat(next(planned)).isEqualTo(new Serve(A.version(), 2));
    ServingPlan alone = planned.served(A.version(), 2);
    assertThat(next(alone)).isEqualTo(new Load(B));
    assertThat(next(alone.loaded(B.version())))
        .isEqualTo(new Serve(A.version(), 2, trying.trial()));
  }

  @Test
  void the_end_of_a_trial_releases_its_model_unless_it_is_kept_warm() {
    RolloutPlan trying = trying(2, A, B, TrialStage.SHADOW);
    ServingPlan tried =
        serving(A, 1)
            .planned(trying, NOW)
            .loaded(B.version())
            .served(new Live(A.version(), 2, trying.trial()));

    ServingPlan over = tried.planned(plan(3, A), NOW);
    ServingPlan promoted = tried.planned(plan(3, B, A), NOW);

    assertThat(next(over)).isEqualTo(new Serve(A.version(), 3));
    assertThat(next(over.served(A.version(), 3))).isEqualTo(new Release(B.version()));
    assertThat(next(promoted)).isEqualTo(new Serve(B.version(), 3));
    assertThat(next(promoted.served(B.version(), 3))).isEqualTo(new Rest());
  }

  @Test
  void a_trial_without_a_manifest_is_told_and_the_live_model_goes_on() {
    ServingPlan planned =
        ServingPlan.EMPTY
            .announced(A)
            .planned(trying(1, A, B, TrialStage.SHADOW), NOW)
            .loaded(A.version())
            .served(A.version(), 1);

    assertThat(next(planned)).isEqualTo(new Rest());
    assertThat(planned.next(NOW.plus(PATIENCE), PATIENCE))
        .isInstanceOfSatisfying(
            Refuse.class, refuse -> assertThat(refuse.refusal().version()).isEqualTo(B.version()));
  }

  @Test
  void nothing_is_tried_beside_a_model_that_the_plan_gave_up() {
    RolloutPlan trying = trying(2, A, B, TrialStage.SHADOW);
    ServingPlan tried =
        serving(A, 1)
            .planned(trying, NOW)
            .loaded(B.version())
            .served(new Live(A.version(), 2, trying.trial()));

    ServingPlan refused =
        tried
            .planned(trying(3, C, B, TrialStage.SHADOW), NOW)
            .refused(refusal(C, RefusalReason.UNLOADABLE));

    assertThat(next(refused)).isEqualTo(new Serve(A.version(), 2));
    assertThat(refused.served(A.version(), 2).actedOn()).isEqualTo(3);
  }

  /** Each number is a plan: live, model on trial and stage. */
  @Property
  void any_history_of_trials_ends_with_the_planned_pair_or_without_the_bad_one(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 35) Integer> history,
      @ForAll @IntRange(min = 1, max = 3) int bad) {
    List<ModelManifest> all = List.of(A, B, C);
    ServingPlan plan = KNOWING_ALL;
    RolloutPlan last = plan(0, A);

    for (int i = 0; i < history.size(); i++) {
      int code = history.get(i);
      ModelManifest live = all.get(code % 3 == bad ? 0 : code % 3);
      last = trying(i + 1, live, all.get(code / 3 % 3), STAGES.get(code / 9));
      plan = plan.planned(last, NOW);
      plan = settle(plan, bad < 3 ? Set.of(all.get(bad).version()) : Set.of());
    }

    Trial trial = last.trial().orElseThrow();
    boolean answers =
        trial.stage() != TrialStage.VERIFY
            && !last.live().equals(Optional.of(trial.version()))
            && (bad == 3 || !trial.version().equals(all.get(bad).version()));
    Optional<Trial> expected = answers ? Optional.of(trial) : Optional.empty();
    assertThat(plan.serving())
        .contains(new Live(last.live().orElseThrow(), last.epoch(), expected));
    Set<ModelVersion> wanted =
        Stream.concat(last.live().stream(), expected.stream().map(Trial::version))
            .collect(Collectors.toSet());
    assertThat(plan.loaded()).isEqualTo(wanted);
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
        Optional.of(new Trial(candidate.version(), stage, 0.1, NOW)),
        false,
        Optional.empty());
  }

  private static ServingPlan settle(ServingPlan start, Set<ModelVersion> bad) {
    ServingPlan plan = start;
    for (int steps = 0; steps < 20; steps++) {
      ServingStep step = next(plan);
      if (step instanceof Load load) {
        ModelVersion version = load.manifest().version();
        assertThat(plan.loaded()).doesNotContain(version);
        plan =
            bad.contains(version)
                ? plan.refused(refusal(load.manifest(), RefusalReason.UNLOADABLE))
                : plan.loaded(version);
      } else if (step instanceof Serve serve) {
        Set<ModelVersion> loaded = plan.loaded();
        assertThat(loaded).contains(serve.version());
        serve.trial().ifPresent(t -> assertThat(loaded).contains(t.version()));
        plan = plan.served(new Live(serve.version(), serve.epoch(), serve.trial()));
      } else if (step instanceof Verify verify) {
        ModelVersion version = verify.manifest().version();
        plan = plan.verifying(version);
        plan =
            bad.contains(version)
                ? plan.refused(refusal(verify.manifest(), RefusalReason.TOO_SLOW))
                : plan.verified(new Verification(version, 0, 0, 1, 1));
      } else if (step instanceof Release release) {
        assertThat(plan.serving().map(Live::version)).isNotEqualTo(Optional.of(release.version()));
        plan = plan.released(release.version());
      } else {
        return plan;
      }
    }
    throw new AssertionError("the steps do not come to rest: " + plan);
  }

  private static ServingStep next(ServingPlan plan) {
    return plan.next(NOW, PATIENCE);
  }

  /** A serves under an epoch; others may be loaded besides. */
  private static ServingPlan serving(ModelManifest live, long epoch, ModelManifest... warm) {
    RolloutPlan plan = warm.length == 0 ? plan(epoch, live) : plan(epoch, live, warm[0]);
    ServingPlan serving =
        KNOWING_ALL.planned(plan, NOW).loaded(live.version()).served(live.version(), epoch);
    for (ModelManifest manifest : warm) {
      serving = serving.loaded(manifest.version());
    }
    return serving;
  }

  private static RolloutPlan plan(long epoch, ModelManifest live) {
    return plan(epoch, Optional.of(live.version()), Optional.empty());
  }

  private static RolloutPlan plan(long epoch, ModelManifest live, ModelManifest previous) {
    return plan(epoch, Optional.of(live.version()), Optional.of(previous.version()));
  }

  private static RolloutPlan plan(
      long epoch, Optional<ModelVersion> live, Optional<ModelVersion> previous) {
    return new RolloutPlan(
        "default", epoch, live, previous, RolloutStep.PROMOTED, live, "passed its gate", NOW);
  }

  private static Refusal refusal(ModelManifest manifest, RefusalReason reason) {
    return new Refusal(manifest.version(), reason, "for a test");
  }
}
