package io.longshore.standalone.replay;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelPartition;
import io.longshore.tracker.label.LabelRules;
import io.longshore.tracker.label.Position;
import io.longshore.tracker.replay.Recording;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics hold of one stream, read into a {@link Recording}. */
public final class RecordedStream {
  private final KafkaConnection kafka;
  private final String stream;
  private final LabelRules rules;
  private final List<Event> events = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();

  public RecordedStream(KafkaConnection kafka, String stream, LabelRules rules) {
    this.kafka = kafka;
    this.stream = stream;
    this.rules = rules;
  }

  /** Whose policy decides in a replay. */
  public enum Policies {
    /** Those that operators set, each from then on. */
    AS_RECORDED,
    /** Another one, all the time. */
    ANOTHER
  }

  /**
   * Reads everything that a replay needs.
   *
   * @param from record time of the first label; empty for the first that is there
   * @param to record time that labels must be before, and that the recording ends at
   */
  public Recording read(Optional<Instant> from, Instant to, Policies policies) {
    plans();
    Map<ModelVersion, String> answers = models();
    if (policies == Policies.AS_RECORDED) {
      policies();
    }
    events.removeIf(event -> event.at() >= to.toEpochMilli());
    var batches = new ArrayList<LabelBatch>();
    Map<Integer, Long> first = labels(from, to, batches);
    return new Recording(new TreeMap<>(first), batches, events, answers, decisions(), to);
  }

  /** What the topics no longer hold, in sentences; to be asked after reading. */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  private void plans() {
    var plans = new ArrayList<PlanFollowed>();
    new RecordedTopic<>(kafka, Topics.ROLLOUTS)
        .values(
            read -> {
              RolloutPlan plan = read.received().value();
              if (plan.stream().equals(stream)) {
                if (plans.isEmpty() && plan.previous().isPresent()) {
                  gaps.add(
                      "plans before epoch %d are compacted away: %s is taken to have been live until then"
                          .formatted(plan.epoch(), plan.previous().get().brief()));
                  plans.add(new PlanFollowed(0, plan.epoch() - 1, plan.previous()));
                }
                plans.add(PlanFollowed.of(plan, read.received().timestamp().toEpochMilli()));
              }
            });
    events.addAll(plans);
  }

  private Map<ModelVersion, String> models() {
    var answers = new HashMap<ModelVersion, String>();
    new RecordedTopic<>(kafka, Topics.MODELS)
        .values(
            read -> {
              var manifest = read.received().value();
              if (manifest.recipe().stream().equals(stream)) {
                answers.put(manifest.version(), manifest.recipe().provenance().adaptation());
                events.add(MixLearned.of(manifest, read.received().timestamp().toEpochMilli()));
              }
            });
    return answers;
  }

  private void policies() {
    new RecordedTopic<>(kafka, Topics.POLICIES)
        .read(
            Optional.empty(),
            (record, outcome) -> {
              if (outcome instanceof Outcome.Read<String, PolicyOverrides> read
                  && read.received().value().stream().equals(stream)) {
                events.add(PolicySet.of(read.received().value(), record.timestamp()));
              } else if (outcome instanceof Outcome.Gone<String, PolicyOverrides> gone
                  && gone.key().equals(stream)) {
                events.add(PolicySet.back(record.timestamp()));
              }
            });
  }

  private List<Adaptation> decisions() {
    var decisions = new ArrayList<Adaptation>();
    new RecordedTopic<>(kafka, Topics.ADAPTATIONS)
        .values(
            read -> {
              if (read.received().value().stream().equals(stream)) {
                decisions.add(read.received().value());
              }
            });
    return decisions;
  }

  private Map<Integer, Long> labels(Optional<Instant> from, Instant to, List<LabelBatch> batches) {
    var partitions = new TreeMap<Integer, LabelPartition>();
    Map<Integer, Long> first =
        new RecordedTopic<>(kafka, Topics.LABELS)
            .read(
                from,
                (record, outcome) -> {
                  if (record.timestamp() < to.toEpochMilli()) {
                    LabelPartition partition =
                        partitions.computeIfAbsent(
                            record.partition(), p -> new LabelPartition(rules));
                    take(partition, record, outcome);
                    if (partition.isFull()) {
                      batches.addAll(partition.drain());
                    }
                  }
                });
    partitions.values().forEach(partition -> batches.addAll(partition.drain()));
    return first;
  }

  /** As the tracker takes it, on a clock that agrees with the record's. */
  private static void take(
      LabelPartition partition,
      ConsumerRecord<byte[], byte[]> record,
      Outcome<ImageId, Label> outcome) {
    var position =
        new Position(record.partition(), record.offset(), record.timestamp(), record.timestamp());
    if (outcome instanceof Outcome.Read<ImageId, Label> read
        && read.received().value().image().equals(read.received().key())) {
      partition.take(position, read.received().value());
    } else {
      partition.pass(position);
    }
  }
}
