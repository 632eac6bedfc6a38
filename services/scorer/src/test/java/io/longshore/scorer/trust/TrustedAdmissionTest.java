package io.longshore.scorer.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.runtime.signature.KeyFiles;
import io.longshore.runtime.signature.NewKey;
import io.longshore.runtime.signature.Signer;
import io.longshore.runtime.signature.TrustSettings;
import io.longshore.scorer.fixture.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAdmissionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final ModelManifest OLD = model(1, 100, TinyModel.CLASSES);
  private static final ModelManifest LIVE = model(2, 200, TinyModel.CLASSES);
  private static final ModelManifest NEW = model(3, 300, TinyModel.CLASSES);
  private static final ModelManifest SMALLER = model(4, 400, List.of("bag", "coat"));
  private static final Optional<ModelManifest> NOTHING = Optional.empty();

  private final Path directory;
  private final Path keys;
  private final Signer signer;
  private final Signer stranger;

  TrustedAdmissionTest(@TempDir Path directory) {
    this.directory = directory;
    this.keys = directory.resolve("keys");
    this.signer = signer(NewKey.generate("trainer-1", keys));
    this.stranger = signer(NewKey.generate("trainer-1", directory.resolve("elsewhere")));
  }

  @Test
  void a_model_that_is_signed_and_newer_is_let_in() {
    assertThat(trusting().refusal(signer.sign(NEW), promoting(NEW), Optional.of(LIVE))).isEmpty();
  }

  @Test
  void a_model_that_nobody_signed_is_refused() {
    assertRefused(
        RefusalReason.UNSIGNED,
        trusting().refusal(NEW, promoting(NEW), Optional.of(LIVE)),
        "the manifest of " + NEW.version() + " is not signed");
  }

  @Test
  void a_key_that_is_not_trusted_is_refused() {
    var other = signer(NewKey.generate("trainer-2", directory.resolve("elsewhere")));

    assertRefused(
        RefusalReason.UNKNOWN_KEY,
        trusting().refusal(other.sign(NEW), promoting(NEW), Optional.of(LIVE)),
        "signed with key trainer-2");
  }

  @Test
  void another_key_of_the_same_name_is_refused() {
    assertRefused(
        RefusalReason.WRONG_SIGNATURE,
        trusting().refusal(stranger.sign(NEW), promoting(NEW), Optional.of(LIVE)),
        "not what key trainer-1 signed");
  }

  @Test
  void a_signature_that_ran_out_is_refused() {
    assertRefused(
        RefusalReason.EXPIRED,
        later(DAY.plusMinutes(6)).refusal(signer.sign(NEW), promoting(NEW), Optional.of(LIVE)),
        "only until 2026-11-23T08:30:00Z");
    assertThat(
            later(DAY.plusMinutes(4)).refusal(signer.sign(NEW), promoting(NEW), Optional.of(LIVE)))
        .isEmpty();
  }

  @Test
  void time_does_not_stop_what_serves_nor_does_a_restart() {
    ModelManifest signed = signer.sign(LIVE);
    var admission = later(DAY.multipliedBy(2));

    assertThat(admission.refusal(signed, promoting(LIVE), Optional.of(LIVE))).isEmpty();
    assertRefused(
        RefusalReason.EXPIRED, admission.refusal(signed, promoting(LIVE), NOTHING), "only until");
    admission.served(signed, promoting(LIVE));
    assertThat(later(DAY.multipliedBy(2)).refusal(signed, promoting(LIVE), NOTHING)).isEmpty();
  }

  @Test
  void classes_that_the_serving_model_knows_must_not_go() {
    assertRefused(
        RefusalReason.CLASSES_SHRANK,
        trusting().refusal(signer.sign(SMALLER), offering(SMALLER), Optional.of(LIVE)),
        "does not know ankle boot");
  }

  @Test
  void an_operator_who_signs_may_take_classes_away() {
    RolloutPlan promotion = promoting(SMALLER);

    assertThat(trusting().refusal(signer.sign(SMALLER), signer.sign(promotion), Optional.of(LIVE)))
        .isEmpty();
    assertRefused(
        RefusalReason.CLASSES_SHRANK,
        trusting().refusal(signer.sign(SMALLER), promotion, Optional.of(LIVE)),
        "in a plan that is signed");
    assertRefused(
        RefusalReason.CLASSES_SHRANK,
        trusting().refusal(signer.sign(SMALLER), stranger.sign(promotion), Optional.of(LIVE)),
        "in a plan that is signed");
  }

  @Test
  void an_old_version_that_is_played_again_is_a_downgrade() {
    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(OLD), signer.sign(promoting(OLD)), Optional.of(LIVE)),
        "was made at 1970-01-01T00:01:40Z");
  }

  @Test
  void a_signed_rollback_goes_back() {
    RolloutPlan rollback = plan(RolloutStep.ROLLED_BACK, 9, OLD, LIVE.version());

    assertThat(trusting().refusal(signer.sign(OLD), signer.sign(rollback), Optional.of(LIVE)))
        .isEmpty();
    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(OLD), rollback, Optional.of(LIVE)),
        "only a rollback in a plan that is signed");
  }

  @Test
  void a_rollback_of_long_ago_that_is_played_again_is_a_downgrade() {
    var admission = trusting();
    RolloutPlan rollback = signer.sign(plan(RolloutStep.ROLLED_BACK, 9, OLD, LIVE.version()));
    admission.served(NEW, signer.sign(plan(RolloutStep.PROMOTED, 10, NEW, NEW.version())));

    assertRefused(
        RefusalReason.DOWNGRADE,
        admission.refusal(signer.sign(OLD), rollback, Optional.of(NEW)),
        "signed and not older");
  }

  @Test
  void a_plan_that_nobody_signed_does_not_outdate_those_that_somebody_did() {
    var admission = trusting();
    RolloutPlan rollback = signer.sign(plan(RolloutStep.ROLLED_BACK, 9, OLD, LIVE.version()));
    admission.served(NEW, plan(RolloutStep.PROMOTED, 1_000_000, NEW, NEW.version()));

    assertThat(admission.refusal(signer.sign(OLD), rollback, Optional.of(NEW))).isEmpty();
  }

  @Test
  void what_was_served_is_remembered_over_a_restart() {
    trusting().served(NEW, promoting(NEW));

    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(LIVE), signer.sign(promoting(LIVE)), NOTHING),
        "this scorer has served one of 1970-01-01T00:05:00Z");
  }

  @Test
  void after_a_rollback_the_plans_that_follow_keep_the_model_over_a_restart() {
    var admission = trusting();
    admission.served(NEW, promoting(NEW));
    admission.served(LIVE, signer.sign(plan(RolloutStep.ROLLED_BACK, 9, LIVE, NEW.version())));
    RolloutPlan refusing = plan(RolloutStep.REFUSED, 10, LIVE, SMALLER.version());

    assertThat(trusting().refusal(signer.sign(LIVE), refusing, NOTHING)).isEmpty();
    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(OLD), promoting(OLD), NOTHING),
        "was made at");
  }

  @Test
  void a_rollback_that_was_missed_shows_in_the_plan_after_it() {
    trusting().served(NEW, promoting(NEW));
    RolloutPlan after = plan(RolloutStep.REFUSED, 10, LIVE, SMALLER.version());

    assertThat(trusting().refusal(signer.sign(LIVE), signer.sign(after), NOTHING)).isEmpty();
    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(LIVE), after, NOTHING),
        "in a plan that is signed");
  }

  @Test
  void the_model_that_is_only_kept_ready_may_be_older() {
    var plan =
        new RolloutPlan(
            "default",
            7,
            Optional.of(LIVE.version()),
            Optional.of(OLD.version()),
            RolloutStep.PROMOTED,
            Optional.of(LIVE.version()),
            "better",
            NOW);

    assertThat(trusting().refusal(signer.sign(OLD), plan, Optional.of(LIVE))).isEmpty();
  }

  @Test
  void without_keys_signatures_are_not_looked_at_and_any_rollback_or_promotion_goes_back() {
    var open = admission(new Trust(Optional.empty(), Optional.empty()), NOW);

    assertThat(open.refusal(NEW, promoting(NEW), Optional.of(LIVE))).isEmpty();
    assertThat(
            open.refusal(
                OLD, plan(RolloutStep.ROLLED_BACK, 9, OLD, LIVE.version()), Optional.of(LIVE)))
        .isEmpty();
    assertThat(open.refusal(OLD, promoting(OLD), Optional.of(LIVE))).isEmpty();
  }

  @Test
  void without_keys_an_older_model_goes_on_no_trial() {
    var open = admission(new Trust(Optional.empty(), Optional.empty()), NOW);
    RolloutPlan keepsLive = plan(RolloutStep.CANARIED, 9, LIVE, OLD.version());

    assertRefused(
        RefusalReason.DOWNGRADE,
        open.refusal(OLD, keepsLive, Optional.of(LIVE)),
        "only a rollback or promotion goes back");
  }

  @Test
  void plans_must_be_signed_where_it_is_said_with_which_keys() {
    var strict =
        admission(new Trust(Optional.of(List.of(keys)), Optional.of(List.of("trainer-1"))), NOW);

    assertRefused(
        RefusalReason.UNSIGNED,
        strict.refusal(signer.sign(NEW), promoting(NEW), Optional.of(LIVE)),
        "plan 7 is not signed");
    assertThat(strict.refusal(signer.sign(NEW), signer.sign(promoting(NEW)), Optional.of(LIVE)))
        .isEmpty();
  }

  @Test
  void a_damaged_memory_stops_the_start_and_says_what_to_do() throws IOException {
    trusting().served(NEW, promoting(NEW));
    Path file = directory.resolve("served");
    Files.writeString(file, Files.readString(file).substring(0, 60));

    assertThatThrownBy(this::trusting)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("delete it");
  }

  @Test
  void a_draft_that_a_crash_left_behind_does_not_count() throws IOException {
    trusting().served(LIVE, promoting(LIVE));
    Files.writeString(directory.resolve("served.draft"), "half of i");

    var restarted = trusting();
    restarted.served(NEW, promoting(NEW));

    assertRefused(
        RefusalReason.DOWNGRADE,
        trusting().refusal(signer.sign(LIVE), promoting(LIVE), NOTHING),
        "00:05:00Z");
  }

  private TrustedAdmission trusting() {
    return admission(new Trust(Optional.of(List.of(keys)), Optional.empty()), NOW);
  }

  private TrustedAdmission later(Duration after) {
    return admission(new Trust(Optional.of(List.of(keys)), Optional.empty()), NOW.plus(after));
  }

  private TrustedAdmission admission(TrustSettings settings, Instant now) {
    return TrustedAdmission.of(
        settings, "longshore.scorer.trust", directory, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Signer signer(NewKey key) {
    return new Signer(
        key.id(), KeyFiles.readPrivate(key.privateFile()), DAY, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static ModelManifest model(long seed, long madeAt, List<String> classes) {
    ModelManifest plain =
        TinyModel.manifest(
            seed,
            TinyModel.SHAPE,
            2,
            classes,
            new ArtifactRef("ab".repeat(32), 1, 0),
            new ArtifactRef("cd".repeat(32), 1, 1));
    return new ModelManifest(
        plain.recipe(),
        plain.backbone(),
        plain.head(),
        plain.evaluation(),
        plain.baseline(),
        plain.parity(),
        Instant.ofEpochSecond(madeAt));
  }

  private static RolloutPlan promoting(ModelManifest model) {
    return plan(RolloutStep.PROMOTED, 7, model, model.version());
  }

  private static RolloutPlan offering(ModelManifest model) {
    return plan(RolloutStep.OFFERED, 7, LIVE, model.version());
  }

  private static RolloutPlan plan(
      RolloutStep step, long epoch, ModelManifest live, ModelVersion subject) {
    return new RolloutPlan(
        "default",
        epoch,
        Optional.of(live.version()),
        Optional.empty(),
        step,
        Optional.of(subject),
        "because",
        NOW);
  }

  private static void assertRefused(RefusalReason reason, Optional<Refusal> refusal, String words) {
    assertThat(refusal.map(Refusal::reason)).contains(reason);
    assertThat(refusal.map(Refusal::message).orElse("")).contains(words);
  }

  private record Trust(Optional<List<Path>> keys, Optional<List<String>> planKeys)
      implements TrustSettings {
    @Override
    public Optional<List<String>> manifestKeys() {
      return Optional.empty();
    }

    @Override
    public Duration tolerance() {
      return Duration.ofMinutes(5);
    }
  }
}
