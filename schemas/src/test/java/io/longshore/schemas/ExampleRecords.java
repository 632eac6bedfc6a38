package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Stake;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.drift.MovedClass;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.domain.signature.Signature;
import io.longshore.domain.training.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of every kind. The golden files hold these very values, so a value here is never
 * changed; a new kind of record adds one.
 */
final class ExampleRecords {
  private static final Instant TIME = Instant.parse("2026-11-22T08:30:00.123456789Z");
  private static final ImageId BOOT = new ImageId("gate-4/2026-11-22/000017");
  private static final ModelVersion PARENT = new ModelVersion("0123456789abcdef".repeat(4));
  private static final ModelVersion OTHER = new ModelVersion("fedcba9876543210".repeat(4));
  private static final ImageLocation LOCATION = new ImageLocation(3, 5_000_000_000L);
  private static final String SHA256 = "00ff".repeat(16);

  private static final DriftEvidence EVIDENCE =
      new DriftEvidence(
          Optional.of(PARENT),
          1_204,
          2.5,
          7.25,
          sorted(Map.of("all classes", 7.25, "rare classes", -0.5)),
          List.of(7.0, -0.25),
          6.907755278982137,
          0.25,
          0.125,
          0.0625,
          List.of(new ClassShift("ankle boot", 0.001, 0.3), new ClassShift("Größe 42", 0.5, 0.25)),
          new MissingMass(0.0625, 0, 0.25),
          List.of(new MovedClass("ankle boot", MovedClass.Direction.RISEN, 0.001, 0.3, 40.5)),
          3,
          0);

  private static final Signature SIGNATURE =
      new Signature("trainer-2026", TIME.plusSeconds(86_400), "0f".repeat(64));

  private static final Evaluation EVALUATION =
      new Evaluation(
          List.of(
              new ClassResult("t-shirt", ShotGroup.MANY, 960, 1_000),
              new ClassResult("猫", ShotGroup.MEDIUM, 0, 0),
              new ClassResult("ankle boot", ShotGroup.FEW, 0, 1_000)));

  private static final ModelRecipe RECIPE =
      new ModelRecipe(
          "default",
          Gear.RETRAIN,
          Optional.of(PARENT),
          List.of(new ClassEntry("t-shirt", 2_000, 812.5), new ClassEntry("ankle boot", 10, 0)),
          new ImageShape(28, 28, 1),
          64,
          new Provenance(
              "adapt-17",
              sorted(Map.of(0, new OffsetRange(0, 41), 11, new OffsetRange(7, 7))),
              SHA256,
              -42,
              sorted(Map.of("epochs", "20", "learning rate", "0.1")),
              sorted(Map.of("djl", "0.35.1", "longshore", "0.1.0")),
              "CPU, 2 cores"));

  private static final ModelManifest MANIFEST =
      new ModelManifest(
          RECIPE,
          new ArtifactRef(SHA256, 1_048_576, 12),
          new ArtifactRef("ab".repeat(32), 1, 0),
          EVALUATION,
          Optional.of(new Baseline(PARENT, Evaluation.NONE)),
          new ParityReport(1_000, 1.5e-6, 1_000, 0.75),
          TIME);

  private static final Policy POLICY =
      new Policy(
          PolicyState.RUNNING,
          0.5,
          new Thresholds(0.001, 0.0625, 0.125, 200),
          new GearTerms(24, Duration.ofMinutes(10), 2_000, 2.5, 0.1),
          new GearTerms(4, Duration.ofHours(3), 20_000, 300, 0.2),
          new Worth(20_000, 1, 0.1),
          new FirstModel(4_000, 50, Duration.ofSeconds(10)));

  static final ExampleRecord<ImageId, StreamImage> IMAGE =
      new ExampleRecord<>(
          "image",
          Topics.IMAGES,
          BOOT,
          new StreamImage(
              BOOT,
              Image.ofPixels(new ImageShape(2, 1, 3), new byte[] {0, 1, 127, -128, -1, 10}),
              new ImageOrigin("camera:gate-4/Süd", "visit 17", TIME, Split.HOLDOUT)));

  static final ExampleRecord<ImageId, Label> LABEL =
      new ExampleRecord<>(
          "label",
          Topics.LABELS,
          BOOT,
          new Label(BOOT, "ankle boot, Größe 42", LOCATION, "visit 17", Split.STREAM, TIME));

  static final ExampleRecord<ModelVersion, ModelManifest> MODEL =
      new ExampleRecord<>("model-manifest", Topics.MODELS, MANIFEST.version(), MANIFEST);

  static final ExampleRecord<String, Reject> REJECT =
      new ExampleRecord<>(
          "reject",
          Topics.rejects(Writer.TRACKER),
          "labels/3@41",
          new Reject(
              "tracker",
              RejectReason.INVALID_LABEL,
              "label.v1: a class name cannot be blank",
              Optional.of("java.lang.IllegalArgumentException: a class name cannot be blank"),
              "labels/3@41",
              "digit-1".getBytes(java.nio.charset.StandardCharsets.UTF_8),
              java.util.Map.of(
                  "longshore-schema", "label.v1".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
              new byte[] {8, -106, 1, 0},
              TIME));

  static final List<ExampleRecord<?, ?>> ALL =
      List.of(
          IMAGE,
          LABEL,
          new ExampleRecord<>(
              "class-frequencies",
              Topics.CLASS_FREQUENCIES,
              "default",
              new ClassFrequencies(
                  "default",
                  77,
                  sorted(
                      Map.of(
                          "ankle boot",
                          new ClassFrequency(12, 5, 3.5),
                          "never",
                          ClassFrequency.NONE)),
                  EVIDENCE,
                  sorted(Map.of(0, 41L, 11, 5_000_000_000L)),
                  TIME)),
          new ExampleRecord<>(
              "class-frequencies-before-the-first-model",
              Topics.CLASS_FREQUENCIES,
              "empty",
              new ClassFrequencies(
                  "empty", 0, new TreeMap<>(), DriftEvidence.NONE, new TreeMap<>(), Instant.EPOCH)),
          new ExampleRecord<>(
              "adaptation",
              Topics.ADAPTATIONS,
              "adapt-17",
              new Adaptation(
                  "adapt-17",
                  "default",
                  Gear.REBALANCE,
                  "ankle boots went from 0.1% to 30%",
                  EVIDENCE,
                  sorted(Map.of("ankle boot", 3.5, "t-shirt", 0.0)),
                  sorted(Map.of(0, 41L)),
                  TIME)),
          MODEL,
          new ExampleRecord<>(
              "artifact-chunk",
              Topics.ARTIFACTS,
              new ChunkKey(SHA256, 12),
              "part of an artifact".getBytes(UTF_8)),
          new ExampleRecord<>(
              "soft-label",
              Topics.SOFT_LABELS,
              BOOT,
              new SoftLabel(
                  BOOT,
                  PARENT,
                  List.of(
                      new ClassProbability("ankle boot", 0.75f),
                      new ClassProbability("sneaker", 0.125f)),
                  0.125f)),
          training("started", new TrainingEvent.Started("adapt-17", Gear.RETRAIN, 2_345, 10, TIME)),
          training(
              "epoch-completed",
              new TrainingEvent.EpochCompleted(
                  "adapt-17", "self-distillation", 3, 20, 1.75, 512.5, TIME)),
          training("announced", new TrainingEvent.Announced("adapt-17", PARENT, TIME)),
          training(
              "control-evaluated",
              new TrainingEvent.ControlEvaluated("adapt-17", PARENT, 40, EVALUATION, TIME)),
          training("failed", new TrainingEvent.Failed("adapt-17", "no space left", TIME)),
          training("merged", new TrainingEvent.Merged("adapt-17", "adapt-18", TIME)),
          training("cancelled", new TrainingEvent.Cancelled("adapt-17", "another is live", TIME)),
          new ExampleRecord<>(
              "rollout-plan",
              Topics.ROLLOUTS,
              "default",
              new RolloutPlan(
                  "default",
                  9,
                  Optional.of(OTHER),
                  Optional.of(PARENT),
                  RolloutStep.PROMOTED,
                  Optional.of(OTHER),
                  "few-shot accuracy 0.41 against 0.12",
                  TIME)),
          new ExampleRecord<>(
              "rollout-plan-initial",
              Topics.ROLLOUTS,
              "empty",
              new RolloutPlan(
                  "empty",
                  0,
                  Optional.empty(),
                  Optional.empty(),
                  RolloutStep.STARTED,
                  Optional.empty(),
                  "no model yet",
                  Instant.EPOCH)),
          new ExampleRecord<>(
              "gate-result",
              Topics.EVALUATIONS,
              OTHER.value() + "/held-out",
              new GateResult(
                  OTHER, "held-out", EVALUATION, Optional.of(PARENT), true, "passed", TIME)),
          new ExampleRecord<>(
              "prediction",
              Topics.PREDICTIONS,
              BOOT,
              new Prediction(
                  BOOT,
                  List.of(new ClassProbability("ankle boot", 0.875f)),
                  OTHER,
                  Role.SHADOW,
                  9,
                  77,
                  LOCATION,
                  true,
                  TIME)),
          new ExampleRecord<>(
              "scorer-report",
              Topics.SCORER_REPORTS,
              "scorer-0",
              new ScorerReport(
                  "scorer-0",
                  9,
                  Optional.of(PARENT),
                  77,
                  List.of(new Refusal(OTHER, RefusalReason.WRONG_DIGEST, "backbone: other bytes")),
                  123_456_789_012L,
                  TIME)),
          request(
              "roll-back",
              new OperatorRequest.RollBack("ask-1", "default", PARENT, "Ada: worse", TIME)),
          request(
              "promote", new OperatorRequest.Promote("ask-2", "default", OTHER, "Ada: go", TIME)),
          request(
              "adapt",
              new OperatorRequest.Adapt("ask-3", "default", Gear.RETRAIN, "Ada: season", TIME)),
          new ExampleRecord<>(
              "class-frequencies-under-a-policy",
              Topics.CLASS_FREQUENCIES,
              "default",
              new ClassFrequencies(
                  "default",
                  78,
                  sorted(Map.of("ankle boot", new ClassFrequency(13, 6, 4.5))),
                  EVIDENCE,
                  sorted(Map.of(0, 42L)),
                  TIME,
                  0.5,
                  Optional.of(POLICY.digest()))),
          new ExampleRecord<>(
              "adaptation-weighed",
              Topics.ADAPTATIONS,
              "adapt-18",
              new Adaptation(
                  "adapt-18",
                  "default",
                  Gear.RETRAIN,
                  "the mix moved by at least 0.12",
                  EVIDENCE,
                  sorted(Map.of("ankle boot", 3.5)),
                  sorted(Map.of(0, 41L)),
                  TIME,
                  Optional.of(new Stake(0.025, 500, 300, 30, 1, 4)),
                  Optional.of(POLICY))),
          new ExampleRecord<>(
              "policy-overrides",
              Topics.POLICIES,
              "default",
              new PolicyOverrides(
                  "default",
                  sorted(Map.of("state", "paused", "effect-floor", "0.1")),
                  "Ada: holidays",
                  TIME)),
          new ExampleRecord<>(
              "promotion-overrides",
              Topics.PROMOTION_POLICIES,
              "default",
              new PromotionOverrides(
                  "default",
                  sorted(Map.of("retrain-path", "canary", "margin-few", "0.03")),
                  "Ada: fewer labels than we thought",
                  TIME)),
          new ExampleRecord<>(
              "model-manifest-signed",
              Topics.MODELS,
              MANIFEST.version(),
              new ModelManifest(
                  MANIFEST.recipe(),
                  MANIFEST.backbone(),
                  MANIFEST.head(),
                  MANIFEST.evaluation(),
                  MANIFEST.baseline(),
                  MANIFEST.parity(),
                  MANIFEST.createdAt(),
                  Optional.of(new ArtifactRef("cd".repeat(32), 54_000, 19)),
                  Optional.of(SIGNATURE))),
          new ExampleRecord<>(
              "rollout-plan-canary",
              Topics.ROLLOUTS,
              "default",
              new RolloutPlan(
                  "default",
                  10,
                  Optional.of(PARENT),
                  Optional.empty(),
                  RolloutStep.CANARIED,
                  Optional.of(OTHER),
                  "no group of classes falls by more than its margin",
                  TIME,
                  Optional.of(new Trial(OTHER, TrialStage.CANARY, 0.0625, TIME)),
                  true,
                  Optional.of(SIGNATURE))),
          new ExampleRecord<>(
              "gate-result-canary",
              Topics.EVALUATIONS,
              OTHER.value() + "/canary",
              new GateResult(
                  OTHER,
                  "canary",
                  EVALUATION,
                  Optional.of(PARENT),
                  false,
                  "few: 40 labels more",
                  TIME,
                  Optional.of(
                      new StreamEvidence(
                          TIME,
                          TIME.plusSeconds(60),
                          5_000_000_000L,
                          1_200,
                          300,
                          7,
                          1,
                          List.of(
                              new GroupEvidence(
                                  Optional.empty(), 900, 40, 30, 230, -0.0125, 0.03125, 0.01),
                              new GroupEvidence(
                                  Optional.of(ShotGroup.FEW), 1, 2, 3, 4, -1, 1, 0.5)))))),
          new ExampleRecord<>(
              "prediction-alongside",
              Topics.PREDICTIONS,
              BOOT,
              new Prediction(
                  BOOT,
                  List.of(new ClassProbability("ankle boot", 0.875f)),
                  OTHER,
                  Role.CANARY,
                  10,
                  77,
                  LOCATION,
                  false,
                  TIME,
                  Optional.of(
                      new Alongside(
                          PARENT,
                          List.of(
                              new ClassProbability("sneaker", 0.5f),
                              new ClassProbability("ankle boot", 0.25f)))))),
          new ExampleRecord<>(
              "scorer-report-trial",
              Topics.SCORER_REPORTS,
              "scorer-1",
              new ScorerReport(
                  "scorer-1",
                  10,
                  Optional.of(PARENT),
                  77,
                  List.of(new Refusal(OTHER, RefusalReason.UNSIGNED, "no signature")),
                  41,
                  TIME,
                  Optional.of(OTHER),
                  List.of(new Verification(OTHER, 64, 1.5e-6, 0.75, 90_000_000)))),
          request("pause", new OperatorRequest.Pause("ask-4", "default", "Ada: holidays", TIME)),
          request("resume", new OperatorRequest.Resume("ask-5", "default", "Ada: back", TIME)),
          REJECT);

  private ExampleRecords() {}

  private static ExampleRecord<String, TrainingEvent> training(String name, TrainingEvent event) {
    return new ExampleRecord<>("training-event-" + name, Topics.TRAINING, event.run(), event);
  }

  private static ExampleRecord<String, OperatorRequest> request(
      String name, OperatorRequest request) {
    return new ExampleRecord<>(
        "operator-request-" + name, Topics.OPERATOR_REQUESTS, request.id(), request);
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
    return new TreeMap<>(map);
  }
}
