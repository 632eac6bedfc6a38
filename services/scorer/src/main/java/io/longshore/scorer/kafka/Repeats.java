package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.scorer.scoring.RecentImages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which images were predicted before, partition by partition. Partitions begin and end on the
 * thread that polls; predictions are marked, in order, on the one that delivers.
 */
final class Repeats {
  private final int kept;
  private final Map<Integer, RecentImages> recent = new ConcurrentHashMap<>();

  /**
   * @param kept images of each partition among which repeats are recognised
   */
  Repeats(int kept) {
    this.kept = kept;
  }

  /** Begins with a partition whose latest predicted images are these, oldest first. */
  void begin(int partition, List<ImageId> predicted) {
    recent.put(partition, new RecentImages(kept, predicted));
  }

  void end(int partition) {
    recent.remove(partition);
  }

  /** The prediction, marked if its image was predicted before; remembers the image. */
  Prediction marked(Prediction prediction) {
    RecentImages known =
        recent.computeIfAbsent(
            prediction.source().partition(), p -> new RecentImages(kept, List.of()));
    return known.add(prediction.image()) ? prediction : repeated(prediction);
  }

  private static Prediction repeated(Prediction first) {
    return new Prediction(
        first.image(),
        first.top(),
        first.model(),
        first.role(),
        first.planEpoch(),
        first.trimSequence(),
        first.source(),
        /* repeat= */ true,
        first.scoredAt(),
        first.alongside());
  }
}
