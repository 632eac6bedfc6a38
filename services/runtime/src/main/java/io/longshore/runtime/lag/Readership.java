package io.longshore.runtime.lag;

import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a group reads: known beforehand, since a group that never committed tells nothing of itself
 * and is behind by all of it.
 *
 * @param group its id in the cluster
 * @param topics full names; those that do not exist are passed over
 */
public record Readership(String group, List<String> topics) {
  /** Between the two halves of the tracker; made by Kafka Streams. */
  private static final String LABEL_BATCHES = "-label-batches-repartition";

  public Readership {
    topics = List.copyOf(topics);
  }

  /** Every group of a deployment. Ingest reads nothing, and the trainer keeps its own offsets. */
  public static List<Readership> of(TopicNames names) {
    String tracker = names.group(Writer.TRACKER.service());
    return List.of(
        new Readership(names.group(Writer.SCORER.service()), List.of(names.of(Topics.IMAGES))),
        new Readership(
            tracker,
            Stream.concat(
                    full(names, Topics.LABELS, Topics.ROLLOUTS, Topics.MODELS, Topics.POLICIES),
                    Stream.of(tracker + LABEL_BATCHES))
                .toList()),
        new Readership(
            names.group(Writer.ROLLOUT.service()), List.of(names.of(Topics.OPERATOR_REQUESTS))));
  }

  private static Stream<String> full(TopicNames names, Topic<?, ?>... topics) {
    return Arrays.stream(topics).map(names::of);
  }
}
