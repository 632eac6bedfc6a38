package io.longshore.standalone.runtime;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scorer leaves behind that gave up what it had sent of some images and has ended, while
 * what it had sent of later ones was written.
 */
final class GivenUpSends {
  private static final Comparator<ImageLocation> LAST_FIRST =
      Comparator.comparing(ImageLocation::offset)
          .reversed()
          .thenComparing(ImageLocation::partition);

  private final KafkaConnection kafka;
  private final ModelManifest model;

  GivenUpSends(KafkaConnection kafka, ModelManifest model) {
    this.kafka = kafka;
    this.model = model;
  }

  /** Writes predictions of the last images of each partition, and of none before. */
  void exceptForTheLast(int count) {
    var taken = new TreeMap<Integer, Integer>();
    try (var predictions = kafka.promptWriter(Topics.PREDICTIONS, "test-predictions")) {
      images()
          .forEach(
              (at, id) -> {
                if (taken.merge(at.partition(), 1, Integer::sum) <= count) {
                  predictions.await(predictions.send(at.partition(), id, prediction(id, at)));
                }
              });
    }
  }

  private Map<ImageLocation, ImageId> images() {
    var images = new TreeMap<ImageLocation, ImageId>(LAST_FIRST);
    Follower.Listener<ImageId, StreamImage> keep =
        record -> images.put(location(record), record.key());
    try (var follower =
        Follower.start(
            kafka,
            Topics.IMAGES,
            "test-reads",
            new Health(reason -> {}),
            Clock.systemUTC(),
            keep)) {
      follower.awaitCaughtUp(Duration.ofSeconds(30));
    }
    return images;
  }

  private static ImageLocation location(Received<ImageId, StreamImage> record) {
    return new ImageLocation(record.partition(), record.offset());
  }

  private Prediction prediction(ImageId id, ImageLocation at) {
    return new Prediction(
        id,
        List.of(new ClassProbability(model.classNames().get(0), 1)),
        model.version(),
        Role.LIVE,
        1,
        0,
        at,
        false,
        Instant.now());
  }
}
