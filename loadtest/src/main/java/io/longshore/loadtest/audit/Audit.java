package io.longshore.loadtest.audit;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies on the topics, to be held against what the senders were told.
 *
 * @param images image records by id
 * @param takenAt when each id was taken first, by the clock of whoever took it
 * @param labels class of each labelled id, for learning or not
 * @param counted distinct labelled ids per class, for learning
 * @param labelsEnd next offset of each labels partition
 * @param predictions of each id, how many are not marked as repeats
 * @param scoredAt when each id was predicted first
 * @param marked predictions marked as repeats
 * @param frequencies per class, as the tracker says
 * @param frequenciesEnd labels the tracker's snapshot contains
 * @param rejects records that a service refused
 */
public record Audit(
    Map<String, Integer> images,
    Map<String, Instant> takenAt,
    Map<String, String> labels,
    SortedMap<String, Long> counted,
    SortedMap<Integer, Long> labelsEnd,
    Map<String, Integer> predictions,
    Map<String, Instant> scoredAt,
    long marked,
    SortedMap<String, Long> frequencies,
    SortedMap<Integer, Long> frequenciesEnd,
    List<Reject> rejects) {

  /** Reads every topic to its end. */
  public static Audit read(TopicReading topics) {
    var images = new HashMap<String, Integer>();
    var takenAt = new HashMap<String, Instant>();
    for (Received<ImageId, StreamImage> image : topics.all(Topics.IMAGES)) {
      images.merge(image.key().value(), 1, Integer::sum);
      takenAt.putIfAbsent(image.key().value(), image.timestamp());
    }
    var labels = new HashMap<String, String>();
    var counted = new TreeMap<String, Long>();
    var labelsEnd = new TreeMap<Integer, Long>();
    for (Received<ImageId, Label> record : topics.all(Topics.LABELS)) {
      Label label = record.value();
      labelsEnd.merge(record.partition(), record.offset() + 1, Math::max);
      boolean first = labels.put(label.image().value(), label.className()) == null;
      if (first && label.split() == Split.STREAM) {
        counted.merge(label.className(), 1L, Long::sum);
      }
    }
    var predictions = new HashMap<String, Integer>();
    var scoredAt = new HashMap<String, Instant>();
    long marked = 0;
    for (Received<ImageId, Prediction> record : topics.all(Topics.PREDICTIONS)) {
      Prediction prediction = record.value();
      marked += prediction.repeat() ? 1 : 0;
      predictions.merge(prediction.image().value(), prediction.repeat() ? 0 : 1, Integer::sum);
      scoredAt.putIfAbsent(prediction.image().value(), prediction.scoredAt());
    }
    var frequencies = new TreeMap<String, Long>();
    var frequenciesEnd = new TreeMap<Integer, Long>();
    topics
        .last(Topics.CLASS_FREQUENCIES)
        .ifPresent(
            (ClassFrequencies snapshot) -> {
              snapshot.classes().forEach((name, count) -> frequencies.put(name, count.labels()));
              frequenciesEnd.putAll(snapshot.offsets());
            });
    return new Audit(
        images,
        takenAt,
        labels,
        counted,
        labelsEnd,
        predictions,
        scoredAt,
        marked,
        frequencies,
        frequenciesEnd,
        rejects(topics));
  }

  private static List<Reject> rejects(TopicReading topics) {
    return Arrays.stream(Writer.values())
        .filter(service -> service != Writer.OPERATOR)
        .flatMap(service -> topics.all(Topics.rejects(service)).stream())
        .map(Received::value)
        .toList();
  }

  /** Whether every label is counted. */
  public boolean isCounted() {
    return frequenciesEnd.equals(labelsEnd);
  }

  /** Whether every image is predicted. */
  public boolean isPredicted() {
    return predictions.keySet().containsAll(images.keySet());
  }

  /** Whether the services have worked off everything. */
  public boolean isSettled() {
    return isPredicted() && isCounted();
  }

  /**
   * The longest time from when an image was taken until it was predicted.
   *
   * @param prefix of the ids that count
   */
  public Duration longestWait(String prefix) {
    return takenAt.entrySet().stream()
        .filter(taken -> taken.getKey().startsWith(prefix) && scoredAt.containsKey(taken.getKey()))
        .map(taken -> Duration.between(taken.getValue(), scoredAt.get(taken.getKey())))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Image records beyond the first of their id. */
  public long repeatedRecords() {
    return images.values().stream().mapToLong(records -> records - 1).sum();
  }
}
