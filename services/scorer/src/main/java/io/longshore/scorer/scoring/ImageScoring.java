package io.longshore.scorer.scoring;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScoredBatch.Refused;
import io.longshore.scorer.serving.Serving;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores micro-batches: one image that cannot be decoded is refused by itself, the others of its
 * batch are predicted. Used by one thread.
 */
public final class ImageScoring {
  private final int topK;
  private final long maxPixels;
  private final int recentImages;
  private final Clock clock;
  private final Map<Integer, RecentImages> recent = new HashMap<>();

  /**
   * @param topK classes named in a prediction
   * @param maxPixels larger images are not decoded
   * @param recentImages images of each partition among which repeats are recognised
   */
  public ImageScoring(int topK, long maxPixels, int recentImages, Clock clock) {
    this.topK = topK;
    this.maxPixels = maxPixels;
    this.recentImages = recentImages;
    this.clock = clock;
  }

  /** Begins with a partition whose latest predicted images are these, oldest first. */
  public void begin(int partition, List<ImageId> predicted) {
    recent.put(partition, new RecentImages(recentImages, predicted));
  }

  /** Forgets a partition. */
  public void end(int partition) {
    recent.remove(partition);
  }

  /** Scores at most as many images as the model takes at once. */
  public ScoredBatch score(Serving serving, List<Received<ImageId, StreamImage>> images) {
    var readable = new ArrayList<Received<ImageId, StreamImage>>(images.size());
    var refused = new ArrayList<Refused>();
    ByteBuffer pixels = serving.model().images();
    for (Received<ImageId, StreamImage> image : images) {
      try {
        pixels.put(decode(image.value().image(), serving.model()));
        readable.add(image);
      } catch (UnscorableImageException e) {
        refused.add(new Refused(image, e.reason(), String.valueOf(e.getMessage())));
      }
    }
    var predicted = new ArrayList<Predicted>(readable.size());
    if (!readable.isEmpty()) {
      FloatBuffer logits = serving.model().score(readable.size());
      Instant now = clock.instant();
      for (Received<ImageId, StreamImage> image : readable) {
        try {
          predicted.add(
              new Predicted(image, predict(serving, image, nextRow(logits, serving), now)));
        } catch (UnscorableImageException e) {
          refused.add(new Refused(image, e.reason(), String.valueOf(e.getMessage())));
        }
      }
    }
    return new ScoredBatch(predicted, refused);
  }

  private byte[] decode(Image image, OnnxModel model) {
    if (image.shape().pixels() > maxPixels) {
      throw new UnscorableImageException(
          RejectReason.TOO_MANY_PIXELS,
          "the image is %s, images of up to %d pixels are scored"
              .formatted(image.shape(), maxPixels));
    }
    try {
      return Pixels.of(image, model.manifest().recipe().input());
    } catch (UnreadableImageException e) {
      throw new UnscorableImageException(
          RejectReason.BROKEN_IMAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** The next row of logits, trimmed. */
  private static float[] nextRow(FloatBuffer logits, Serving serving) {
    float[] row = new float[serving.model().classNames().size()];
    logits.get(row);
    for (int c = 0; c < row.length; c++) {
      row[c] += serving.trim().shift(c);
    }
    return row;
  }

  private Prediction predict(
      Serving serving, Received<ImageId, StreamImage> image, float[] logits, Instant now) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new UnscorableImageException(
            RejectReason.INVALID_RECORD,
            "model %s answers this image with NaN or infinity"
                .formatted(serving.model().version()));
      }
    }
    ImageId id = image.value().id();
    boolean first = recentOf(image.partition()).add(id);
    return new Prediction(
        id,
        Ranking.top(logits, serving.model().classNames(), topK),
        serving.model().version(),
        Role.LIVE,
        serving.planEpoch(),
        serving.trim().sequence(),
        new ImageLocation(image.partition(), image.offset()),
        !first,
        now);
  }

  private RecentImages recentOf(int partition) {
    return recent.computeIfAbsent(partition, p -> new RecentImages(recentImages, List.of()));
  }
}
