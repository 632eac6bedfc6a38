package io.longshore.scorer.scoring;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScoredBatch.Refused;
import io.longshore.scorer.serving.OnTrial;
import io.longshore.scorer.serving.Serving;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores micro-batches: one image that cannot be decoded is refused by itself, the others of its
 * batch are predicted. For one thread; whoever calls holds what serves.
 */
public final class ImageScoring implements AutoCloseable {
  private final int topK;
  private final long maxPixels;
  private final DecodingRoom room;
  private final Clock clock;
  private final Lane lane;
  private final SecondOpinion second;

  /**
   * @param batch the most images scored at once
   * @param topK classes named in a prediction
   * @param maxPixels larger images are not decoded
   * @param room where images are decoded, shared by all that do
   * @param trials told when a model on trial fails
   */
  public ImageScoring(
      int batch, int topK, long maxPixels, DecodingRoom room, TrialListener trials, Clock clock) {
    this.topK = topK;
    this.maxPixels = maxPixels;
    this.room = room;
    this.clock = clock;
    this.lane = new Lane(batch);
    this.second = new SecondOpinion(batch, room, trials);
  }

  /** Scores at most as many images as fit into a batch. */
  public ScoredBatch score(Serving serving, List<Arrival> images) {
    var readable = new ArrayList<Arrival>(images.size());
    var refused = new ArrayList<Refused>(0);
    ByteBuffer pixels = lane.images(serving.model());
    ImageShape input = serving.model().manifest().recipe().input();
    for (Arrival image : images) {
      try {
        pixels.put(decode(image.image(), input));
        readable.add(image);
      } catch (UnscorableImageException e) {
        refused.add(new Refused(image, e.reason(), String.valueOf(e.getMessage())));
      }
    }
    var predicted = new ArrayList<Predicted>(readable.size());
    if (!readable.isEmpty()) {
      var live =
          new Answers(
              serving.model(), serving.trim(), lane.score(serving.model(), readable.size()));
      second.begin(serving, readable, lane);
      answer(serving, readable, live, predicted, refused);
    }
    return new ScoredBatch(predicted, refused);
  }

  private void answer(
      Serving serving,
      List<Arrival> readable,
      Answers live,
      List<Predicted> predicted,
      List<Refused> refused) {
    Instant now = clock.instant();
    for (int i = 0; i < readable.size(); i++) {
      Arrival image = readable.get(i);
      Optional<List<ClassProbability>> other = second.top(i, topK);
      boolean counts = other.isPresent() && isCanary(serving);
      if (live.read(i)) {
        List<ClassProbability> own = live.top(topK);
        ModelVersion version = serving.model().version();
        predicted.add(
            counts
                ? canary(serving, image, other.get(), Optional.of(new Alongside(version, own)), now)
                : prediction(
                    serving,
                    image,
                    own,
                    version,
                    Role.LIVE,
                    other.map(top -> shadow(serving, top)),
                    now));
      } else if (counts) {
        predicted.add(canary(serving, image, other.get(), Optional.empty(), now));
      } else {
        refused.add(
            new Refused(
                image,
                RejectReason.INVALID_RECORD,
                "model %s answers this image with NaN or infinity"
                    .formatted(serving.model().version())));
      }
    }
  }

  private byte[] decode(Image image, ImageShape input) {
    if (image.shape().pixels() > maxPixels) {
      throw new UnscorableImageException(
          RejectReason.TOO_MANY_PIXELS,
          "the image is %s, images of up to %d pixels are scored"
              .formatted(image.shape(), maxPixels));
    }
    try {
      return room.decode(image, input);
    } catch (UnreadableImageException e) {
      throw new UnscorableImageException(
          RejectReason.BROKEN_IMAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isCanary(Serving serving) {
    return serving
        .trial()
        .map(OnTrial::trial)
        .filter(t -> t.stage() == TrialStage.CANARY)
        .isPresent();
  }

  private static ModelVersion onTrial(Serving serving) {
    return serving.trial().orElseThrow().model().version();
  }

  private static Alongside shadow(Serving serving, List<ClassProbability> top) {
    return new Alongside(onTrial(serving), top);
  }

  private static Predicted canary(
      Serving serving,
      Arrival image,
      List<ClassProbability> top,
      Optional<Alongside> live,
      Instant now) {
    return prediction(serving, image, top, onTrial(serving), Role.CANARY, live, now);
  }

  private static Predicted prediction(
      Serving serving,
      Arrival image,
      List<ClassProbability> top,
      ModelVersion version,
      Role role,
      Optional<Alongside> alongside,
      Instant now) {
    return new Predicted(
        image,
        new Prediction(
            image.id(),
            top,
            version,
            role,
            serving.planEpoch(),
            serving.trim().sequence(),
            image.location(),
            /* repeat= */ false,
            now,
            alongside));
  }

  @Override
  public void close() {
    second.close();
    lane.close();
  }
}
