package io.longshore.trainer.rebuild;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.Provenance;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import io.longshore.trainer.memory.ImageFetcher;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.memory.Remembering;
import io.longshore.trainer.memory.SelectionRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The replay memory as it was when a model was made: the same labels under the same rule, with
 * their images. Its digest says whether it is the same.
 */
final class RecordedMemory {
  private final KafkaConnection kafka;
  private final Clock clock;
  private final Provenance provenance;
  private final RecordedLabels labels;

  RecordedMemory(KafkaConnection kafka, Clock clock, Provenance provenance) {
    this.kafka = kafka;
    this.clock = clock;
    this.provenance = provenance;
    this.labels = new RecordedLabels(kafka, provenance.labelOffsets(), clock);
  }

  /**
   * Refuses a model whose labels are gone, before any work is done.
   *
   * @throws NotReproducibleException naming what is missing
   */
  void check() {
    labels.check();
  }

  /**
   * The memories, which the caller closes.
   *
   * @throws NotReproducibleException if they hold other images than the manifest says
   */
  Memories replay(SelectionRule rule, Path directory) {
    Memories memories = rule.open(directory);
    try {
      var missed = new ArrayList<ImageLocation>();
      try (var fetcher = new ImageFetcher(kafka, "reproduce-fetches-images", clock)) {
        labels.replay(
            new Remembering(
                memories,
                locations -> fetched(fetcher, locations, missed),
                refusal -> {})); // refused when the model was made, too
      }
      String digest = memories.read(view -> view.learning().digest());
      if (!digest.equals(provenance.memoryDigest())) {
        throw different(digest, missed);
      }
      return memories;
    } catch (RuntimeException e) {
      memories.close();
      throw e;
    }
  }

  private static Map<ImageLocation, StreamImage> fetched(
      Remembering.Images images, Collection<ImageLocation> wanted, List<ImageLocation> missed) {
    Map<ImageLocation, StreamImage> found = images.fetch(wanted);
    wanted.stream().filter(location -> !found.containsKey(location)).forEach(missed::add);
    return found;
  }

  /** Images that went with the topic's retention are the likely reason, and can be named. */
  private NotReproducibleException different(String digest, List<ImageLocation> missed) {
    String topic = kafka.names().of(Topics.IMAGES);
    Map<Integer, OffsetRange> there = Extents.of(kafka, topic);
    missed.stream()
        .sorted(
            Comparator.comparingInt(ImageLocation::partition)
                .thenComparingLong(ImageLocation::offset))
        .forEach(
            l ->
                Retention.check(
                    topic,
                    Map.of(l.partition(), new OffsetRange(l.offset(), l.offset() + 1)),
                    there));
    return new NotReproducibleException(
        ("the replay memory made again (%s) is not the one that the model was made from (%s), though"
                + " labels and images are there: images had been refused for another reason, or labels"
                + " were corrected, which makes the memory depend on the order among partitions")
            .formatted(digest.substring(0, 10), brief(provenance.memoryDigest())));
  }

  private static String brief(String digest) {
    return digest.substring(0, Math.min(10, digest.length()));
  }
}
