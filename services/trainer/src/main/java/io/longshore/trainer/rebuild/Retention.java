package io.longshore.trainer.rebuild;

import io.longshore.domain.model.OffsetRange;
import java.util.Map;
import java.util.Optional;

/** Whether records that a manifest names are still on their topic. */
final class Retention {
  private static final OffsetRange NOTHING = new OffsetRange(0, 0);

  private Retention() {}

  /**
   * Refuses what is not there whole.
   *
   * @param needed by partition
   * @param there by partition, from the first record still kept to the end
   * @throws NotReproducibleException naming topic, partition and first missing offset
   */
  static void check(
      String topic, Map<Integer, OffsetRange> needed, Map<Integer, OffsetRange> there) {
    needed.forEach(
        (partition, range) ->
            missing(range, there.getOrDefault(partition, NOTHING))
                .ifPresent(
                    first -> {
                      throw gone(topic, partition, first);
                    }));
  }

  /** The first needed offset that is not there. */
  static Optional<Long> missing(OffsetRange needed, OffsetRange there) {
    if (needed.from() == needed.to()) {
      return Optional.empty();
    }
    if (needed.from() < there.from()) {
      return Optional.of(needed.from());
    }
    return needed.to() > there.to()
        ? Optional.of(Math.max(needed.from(), there.to()))
        : Optional.empty();
  }

  private static NotReproducibleException gone(String topic, int partition, long firstMissing) {
    return new NotReproducibleException(
        ("topic %s, partition %d: the first missing offset is %d. What the model was made from is gone;"
                + " restore the topic with its offsets from an archive and name that broker with"
                + " --bootstrap-server, and keep %s longer (retention.ms, retention.bytes) than models"
                + " must be reproducible")
            .formatted(topic, partition, firstMissing, topic));
  }
}
