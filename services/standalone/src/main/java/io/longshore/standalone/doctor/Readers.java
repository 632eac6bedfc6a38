package io.longshore.standalone.doctor;

import static io.longshore.schemas.Writer.INGEST;
import static io.longshore.schemas.Writer.OPERATOR;
import static io.longshore.schemas.Writer.ROLLOUT;
import static io.longshore.schemas.Writer.SCORER;
import static io.longshore.schemas.Writer.TRACKER;
import static io.longshore.schemas.Writer.TRAINER;

import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Who reads which topic. The command line, which is the operator's, may read all of them. */
final class Readers {
  private static final Map<Topic<?, ?>, Set<Writer>> SERVICES =
      Map.ofEntries(
          Map.entry(Topics.IMAGES, EnumSet.of(INGEST, TRAINER, SCORER)),
          Map.entry(Topics.LABELS, EnumSet.of(TRACKER, TRAINER, ROLLOUT)),
          Map.entry(Topics.CLASS_FREQUENCIES, EnumSet.of(TRAINER, SCORER)),
          Map.entry(Topics.ADAPTATIONS, EnumSet.of(TRAINER)),
          Map.entry(Topics.MODELS, EnumSet.of(TRACKER, TRAINER, ROLLOUT, SCORER)),
          Map.entry(Topics.ARTIFACTS, EnumSet.of(TRAINER, SCORER)),
          Map.entry(Topics.TRAINING, EnumSet.of(TRAINER)),
          Map.entry(Topics.ROLLOUTS, EnumSet.of(TRACKER, TRAINER, ROLLOUT, SCORER)),
          Map.entry(Topics.EVALUATIONS, EnumSet.of(ROLLOUT)),
          Map.entry(Topics.PREDICTIONS, EnumSet.of(ROLLOUT, SCORER)),
          Map.entry(Topics.SCORER_REPORTS, EnumSet.of(ROLLOUT)),
          Map.entry(Topics.OPERATOR_REQUESTS, EnumSet.of(TRAINER, ROLLOUT)),
          Map.entry(Topics.POLICIES, EnumSet.of(TRACKER)),
          Map.entry(Topics.PROMOTION_POLICIES, EnumSet.of(ROLLOUT)));

  private Readers() {}

  static Set<Writer> of(Topic<?, ?> topic) {
    Set<Writer> readers = EnumSet.of(OPERATOR);
    readers.addAll(SERVICES.getOrDefault(topic, Set.of()));
    return readers;
  }
}
