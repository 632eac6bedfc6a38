package io.longshore.schemas;

import static io.longshore.schemas.Cleanup.COMPACT;
import static io.longshore.schemas.Cleanup.DELETE;
import static io.longshore.schemas.Cleanup.KEEP;
import static io.longshore.schemas.Scale.MANY;
import static io.longshore.schemas.Scale.ONE;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.training.TrainingEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every topic of Longshore: the whole interface between its services. */
public final class Topics {
  private static final KeyCodec<ImageId> IMAGE_ID =
      new TextKey<>("image id", ImageId::value, ImageId::new);
  private static final KeyCodec<ModelVersion> MODEL_VERSION =
      new TextKey<>("model version", ModelVersion::value, ModelVersion::new);
  private static final KeyCodec<ChunkKey> CHUNK =
      new TextKey<>("chunk key", ChunkKey::toString, ChunkKey::parse);

  /** Images, canonical, in the order they came. */
  public static final Topic<ImageId, StreamImage> IMAGES =
      new Topic<>("images", IMAGE_ID, new ImageCodec(), DELETE, MANY, Writer.INGEST);

  /** What images show, said at once or later. */
  public static final Topic<ImageId, Label> LABELS =
      new Topic<>("labels", IMAGE_ID, LabelCodec.CODEC, DELETE, MANY, Writer.INGEST);

  /** The class mix of each stream. */
  public static final Topic<String, ClassFrequencies> CLASS_FREQUENCIES =
      new Topic<>(
          "class-frequencies",
          TextKey.of("stream"),
          ClassFrequenciesCodec.CODEC,
          COMPACT,
          ONE,
          Writer.TRACKER);

  /** Decisions to adapt, by their ids. */
  public static final Topic<String, Adaptation> ADAPTATIONS =
      new Topic<>(
          "adaptations",
          TextKey.of("adaptation id"),
          AdaptationCodec.CODEC,
          KEEP,
          ONE,
          Writer.TRACKER);

  /** Models that can be loaded. */
  public static final Topic<ModelVersion, ModelManifest> MODELS =
      new Topic<>("models", MODEL_VERSION, ModelManifestCodec.CODEC, COMPACT, ONE, Writer.TRAINER);

  /** The content of models, in chunks. */
  public static final Topic<ChunkKey, byte[]> ARTIFACTS =
      new Topic<>("artifacts", CHUNK, new ChunkCodec(), KEEP, ONE, Writer.TRAINER);

  /** A teacher's distributions for remembered images. */
  public static final Topic<ImageId, SoftLabel> SOFT_LABELS =
      new Topic<>("soft-labels", IMAGE_ID, SoftLabelCodec.CODEC, COMPACT, ONE, Writer.TRAINER);

  /** What happens in training runs, by run. */
  public static final Topic<String, TrainingEvent> TRAINING =
      new Topic<>(
          "training-events",
          TextKey.of("training run"),
          TrainingEventCodec.CODEC,
          DELETE,
          ONE,
          Writer.TRAINER);

  /**
   * What every scorer of a stream must serve: the latest plan; the others say what was, and why.
   */
  public static final Topic<String, RolloutPlan> ROLLOUTS =
      new Topic<>(
          "rollouts", TextKey.of("stream"), RolloutPlanCodec.CODEC, KEEP, ONE, Writer.ROLLOUT);

  /** How candidates were judged, by {@code version/window}. */
  public static final Topic<String, GateResult> EVALUATIONS =
      new Topic<>(
          "evaluations",
          TextKey.of("version/window"),
          GateResultCodec.CODEC,
          COMPACT,
          ONE,
          Writer.ROLLOUT);

  /** What models said of images. */
  public static final Topic<ImageId, Prediction> PREDICTIONS =
      new Topic<>("predictions", IMAGE_ID, PredictionCodec.CODEC, DELETE, MANY, Writer.SCORER);

  /** How each scorer stands, by its id. */
  public static final Topic<String, ScorerReport> SCORER_REPORTS =
      new Topic<>(
          "scorer-reports",
          TextKey.of("scorer"),
          ScorerReportCodec.CODEC,
          COMPACT,
          ONE,
          Writer.SCORER);

  /** What people asked for, by the ids of the requests. */
  public static final Topic<String, OperatorRequest> OPERATOR_REQUESTS =
      new Topic<>(
          "operator-requests",
          TextKey.of("request id"),
          OperatorRequestCodec.CODEC,
          KEEP,
          ONE,
          Writer.OPERATOR);

  /** What operators have set of the policy of each stream. */
  public static final Topic<String, PolicyOverrides> POLICIES =
      new Topic<>(
          "policies",
          TextKey.of("stream"),
          PolicyOverridesCodec.CODEC,
          COMPACT,
          ONE,
          Writer.OPERATOR);

  /** What operators have set of the promotion policy of each stream. */
  public static final Topic<String, PromotionOverrides> PROMOTION_POLICIES =
      new Topic<>(
          "promotion-policies",
          TextKey.of("stream"),
          PromotionOverridesCodec.CODEC,
          COMPACT,
          ONE,
          Writer.OPERATOR);

  private static final Map<Writer, Topic<String, Reject>> REJECTS = rejects();

  private Topics() {}

  /**
   * The topic of what a service refused, by where it came from.
   *
   * @throws IllegalArgumentException for the operator, who refuses nothing
   */
  public static Topic<String, Reject> rejects(Writer service) {
    Topic<String, Reject> topic = REJECTS.get(service);
    if (topic == null) {
      throw new IllegalArgumentException(service.service() + " refuses no records");
    }
    return topic;
  }

  /** Every topic, those of rejects last. */
  public static List<Topic<?, ?>> all() {
    return Stream.concat(
            Stream.<Topic<?, ?>>of(
                IMAGES,
                LABELS,
                CLASS_FREQUENCIES,
                ADAPTATIONS,
                MODELS,
                ARTIFACTS,
                SOFT_LABELS,
                TRAINING,
                ROLLOUTS,
                EVALUATIONS,
                PREDICTIONS,
                SCORER_REPORTS,
                OPERATOR_REQUESTS,
                POLICIES,
                PROMOTION_POLICIES),
            REJECTS.values().stream())
        .toList();
  }

  private static Map<Writer, Topic<String, Reject>> rejects() {
    var topics = new EnumMap<Writer, Topic<String, Reject>>(Writer.class);
    for (Writer writer : Writer.values()) {
      if (writer != Writer.OPERATOR) {
        topics.put(
            writer,
            new Topic<>(
                "rejects-" + writer.service(),
                TextKey.of("source"),
                new RejectCodec(),
                KEEP,
                ONE,
                writer));
      }
    }
    return topics;
  }
}
