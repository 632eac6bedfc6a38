package io.longshore.console.kafka;

import io.longshore.console.state.KeptReject;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The topics that the console follows, how far back, and what their records mean. */
final class Feeds {
  /** Snapshots of ten thousand classes are half a megabyte each. */
  private static final long SNAPSHOTS = 400;

  private static final long DECISIONS = 500;
  private static final long EVENTS = 20_000;

  /** A reject holds what was refused, whole. */
  private static final long REJECTS = 200;

  private Feeds() {}

  /**
   * All of them.
   *
   * @param history newest labels and predictions of each partition
   */
  static List<Feed<?, ?>> all(long history) {
    var feeds = new ArrayList<Feed<?, ?>>();
    feeds.add(Feed.whole(Topics.ROLLOUTS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.whole(Topics.MODELS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.whole(Topics.EVALUATIONS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.whole(Topics.SCORER_REPORTS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.whole(Topics.OPERATOR_REQUESTS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.whole(Topics.POLICIES, (known, r) -> known.told(r.value())));
    feeds.add(
        Feed.newest(Topics.CLASS_FREQUENCIES, SNAPSHOTS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.newest(Topics.ADAPTATIONS, DECISIONS, (known, r) -> known.told(r.value())));
    feeds.add(Feed.newest(Topics.TRAINING, EVENTS, (known, r) -> known.told(r.value())));
    feeds.add(
        new Feed<>(
            Topics.LABELS,
            history,
            (known, r) -> known.told(r.value()),
            known -> known.labelsCut()));
    feeds.add(Feed.newest(Topics.PREDICTIONS, history, (known, r) -> known.told(r.value())));
    Arrays.stream(Writer.values())
        .filter(writer -> writer != Writer.OPERATOR)
        .forEach(writer -> feeds.add(rejects(writer)));
    return List.copyOf(feeds);
  }

  private static Feed<?, ?> rejects(Writer writer) {
    var topic = Topics.rejects(writer);
    return Feed.newest(
        topic,
        REJECTS,
        (known, r) ->
            known.rejected(
                writer.service(),
                KeptReject.of(
                    r.value(), "%s %d@%d".formatted(topic.name(), r.partition(), r.offset()))));
  }
}
