package io.longshore.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.signature.Signature;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<KeyUse> ALL = Set.of(KeyUse.MANIFEST, KeyUse.PLAN);

  private final Path directory;

  SigningTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void the_signature_of_an_example_is_the_same_for_ever() {
    ModelManifest signed = signer("trainer-2026", ExampleKeys.FIRST).sign(Examples.MANIFEST);

    assertThat(signed.signature())
        .contains(
            new Signature(
                "trainer-2026",
                Instant.parse("2026-11-23T08:30:00Z"),
                "fde8d2e1673a507eb71c239b08abf59f4832173348f7c01f414faf2153b236933937df345d5b73f165976ceb42fe59f16276ab5796a5ffedc35bce56b5727f0d"));
  }

  @Test
  void a_signed_manifest_is_valid_when_it_has_travelled() {
    ModelManifest signed = signer("t", ExampleKeys.FIRST).sign(Examples.MANIFEST);

    ModelManifest travelled = Topics.MODELS.value().decode(Topics.MODELS.value().encode(signed));

    assertThat(trusting("t", ExampleKeys.FIRST, ALL).check(travelled))
        .isEqualTo(new SignatureCheck.Valid(signed.signature().orElseThrow()));
  }

  @Test
  void a_signed_plan_is_valid_when_it_has_travelled() {
    RolloutPlan signed = signer("t", ExampleKeys.FIRST).sign(Examples.PLAN);

    RolloutPlan travelled = Topics.ROLLOUTS.value().decode(Topics.ROLLOUTS.value().encode(signed));

    assertThat(trusting("t", ExampleKeys.FIRST, ALL).check(travelled))
        .isInstanceOf(SignatureCheck.Valid.class);
  }

  @Test
  void where_artifacts_lie_may_change_under_a_signature_but_not_what_they_are() {
    ModelManifest signed = signer("t", ExampleKeys.FIRST).sign(Examples.MANIFEST);
    ArtifactRef head = signed.head();
    TrustedKeys keys = trusting("t", ExampleKeys.FIRST, ALL);

    var mirrored = new ArtifactRef(head.sha256(), head.size(), 4_711);
    var exchanged = new ArtifactRef("00".repeat(32), head.size(), head.position());

    assertThat(keys.check(withHead(signed, mirrored))).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(keys.check(withHead(signed, exchanged)))
        .isEqualTo(new SignatureCheck.WrongSignature("t"));
  }

  @Test
  void neither_key_id_nor_expiry_can_be_exchanged() {
    ModelManifest signed = signer("t", ExampleKeys.FIRST).sign(Examples.MANIFEST);
    Signature signature = signed.signature().orElseThrow();
    TrustedKeys keys =
        trusting("t", ExampleKeys.FIRST, ALL).with("u", ExampleKeys.FIRST.open(directory), ALL);

    var otherId = new Signature("u", signature.expiresAt(), signature.value());
    var prolonged =
        new Signature("t", signature.expiresAt().plus(DAY.multipliedBy(365)), signature.value());

    assertThat(keys.check(signed.signedBy(otherId)))
        .isEqualTo(new SignatureCheck.WrongSignature("u"));
    assertThat(keys.check(signed.signedBy(prolonged)))
        .isEqualTo(new SignatureCheck.WrongSignature("t"));
  }

  @Test
  void what_nobody_signed_is_unsigned() {
    assertThat(trusting("t", ExampleKeys.FIRST, ALL).check(Examples.MANIFEST))
        .isEqualTo(new SignatureCheck.Unsigned());
  }

  @Test
  void another_key_under_a_trusted_name_is_noticed() {
    ModelManifest forged = signer("t", ExampleKeys.SECOND).sign(Examples.MANIFEST);

    assertThat(trusting("t", ExampleKeys.FIRST, ALL).check(forged))
        .isEqualTo(new SignatureCheck.WrongSignature("t"));
  }

  @Test
  void the_signature_of_another_plan_does_not_fit() {
    RolloutPlan signed = signer("t", ExampleKeys.FIRST).sign(Examples.PLAN);
    var other =
        new RolloutPlan(
                "default",
                8,
                signed.live(),
                signed.previous(),
                RolloutStep.PROMOTED,
                signed.subject(),
                signed.reason(),
                signed.decidedAt())
            .signedBy(signed.signature().orElseThrow());

    assertThat(trusting("t", ExampleKeys.FIRST, ALL).check(other))
        .isEqualTo(new SignatureCheck.WrongSignature("t"));
  }

  @Test
  void a_key_for_plans_does_not_vouch_for_models() {
    TrustedKeys keys = trusting("t", ExampleKeys.FIRST, Set.of(KeyUse.PLAN));

    assertThat(keys.check(signer("t", ExampleKeys.FIRST).sign(Examples.PLAN)))
        .isInstanceOf(SignatureCheck.Valid.class);
    assertThat(keys.check(signer("t", ExampleKeys.FIRST).sign(Examples.MANIFEST)))
        .isEqualTo(new SignatureCheck.UnknownKey("t"));
  }

  @Test
  void a_signature_is_believed_for_its_time_and_the_tolerance() {
    ModelManifest signed = signer("t", ExampleKeys.FIRST).sign(Examples.MANIFEST);
    Instant expiry = signed.signature().orElseThrow().expiresAt();
    Instant last = expiry.plus(TrustedKeys.TOLERANCE);

    assertThat(trustingAt(last).check(signed)).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(trustingAt(last.plusMillis(1)).check(signed))
        .isEqualTo(new SignatureCheck.Expired("t", expiry));
  }

  @Test
  void keys_change_without_a_gap() {
    ModelManifest before = signer("old", ExampleKeys.FIRST).sign(Examples.MANIFEST);
    ModelManifest after = signer("new", ExampleKeys.SECOND).sign(Examples.MANIFEST);
    TrustedKeys onlyOld = trusting("old", ExampleKeys.FIRST, ALL);
    TrustedKeys both = onlyOld.with("new", ExampleKeys.SECOND.open(directory), ALL);
    TrustedKeys onlyNew = trusting("new", ExampleKeys.SECOND, ALL);

    assertThat(onlyOld.check(after)).isEqualTo(new SignatureCheck.UnknownKey("new"));
    assertThat(both.check(before)).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(both.check(after)).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(onlyNew.check(before)).isEqualTo(new SignatureCheck.UnknownKey("old"));
    assertThat(onlyNew.check(after)).isInstanceOf(SignatureCheck.Valid.class);
  }

  private Signer signer(String id, ExampleKeys key) {
    return new Signer(id, key.secret(directory), DAY, at(Examples.TIME));
  }

  private TrustedKeys trusting(String id, ExampleKeys key, Set<KeyUse> uses) {
    return new TrustedKeys(TrustedKeys.TOLERANCE, at(Examples.TIME))
        .with(id, key.open(directory), uses);
  }

  private TrustedKeys trustingAt(Instant now) {
    return new TrustedKeys(TrustedKeys.TOLERANCE, at(now))
        .with("t", ExampleKeys.FIRST.open(directory), ALL);
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static ModelManifest withHead(ModelManifest of, ArtifactRef head) {
    return new ModelManifest(
        of.recipe(),
        of.backbone(),
        head,
        of.evaluation(),
        of.baseline(),
        of.parity(),
        of.createdAt(),
        of.golden(),
        of.signature());
  }
}
