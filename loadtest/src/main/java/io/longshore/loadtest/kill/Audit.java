package io.longshore.loadtest.kill;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies on the topics, to be held against what the senders were told.
 *
 * @param images image records by id
 * @param labels class of each labelled id, for learning or not
 * @param counted distinct labelled ids per class, for learning
 * @param labelsEnd next offset of each labels partition
 * @param predictions of each id, how many are not marked as repeats
 * @param marked predictions marked as repeats
 * @param frequencies per class, as the tracker says
 * @param frequenciesEnd labels the tracker's snapshot contains
 * @param rejects records that a service refused
 */
record Audit(
    Map<String, Integer> images,
    Map<String, String> labels,
    SortedMap<String, Long> counted,
    SortedMap<Integer, Long> labelsEnd,
    Map<String, Integer> predictions,
    long marked,
    SortedMap<String, Long> frequencies,
    SortedMap<Integer, Long> frequenciesEnd,
    List<String> rejects) {

  static Audit read(TopicReading topics) {
    var images = new HashMap<String, Integer>();
    for (Received<ImageId, StreamImage> image : topics.all(Topics.IMAGES)) {
      images.merge(image.key().value(), 1, Integer::sum);
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
    long marked = 0;
    for (Received<ImageId, Prediction> record : topics.all(Topics.PREDICTIONS)) {
      Prediction prediction = record.value();
      marked += prediction.repeat() ? 1 : 0;
      predictions.merge(prediction.image().value(), prediction.repeat() ? 0 : 1, Integer::sum);
    }
    var frequencies = new TreeMap<String, Long>();
    var frequenciesEnd = new TreeMap<Integer, Long>();
    topics
        .last(Topics.CLASS_FREQUENCIES)
        .ifPresent(
            (ClassFrequencies snapshot) -> {
              snapshot.classes().forEach((name, count) -> frequencies.put(name, labels(count)));
              frequenciesEnd.putAll(snapshot.offsets());
            });
    return new Audit(
        images,
        labels,
        counted,
        labelsEnd,
        predictions,
        marked,
        frequencies,
        frequenciesEnd,
        rejects(topics));
  }

  private static long labels(ClassFrequency count) {
    return count.labels();
  }

  private static List<String> rejects(TopicReading topics) {
    return Arrays.stream(Writer.values())
        .filter(service -> service != Writer.OPERATOR)
        .flatMap(service -> topics.all(Topics.rejects(service)).stream())
        .map(Received::value)
        .map((Reject reject) -> reject.service() + " refused: " + reject.message())
        .toList();
  }

  /** Whether the services have worked off everything. */
  boolean isSettled() {
    return predictions.keySet().containsAll(images.keySet()) && frequenciesEnd.equals(labelsEnd);
  }

  /** Everything that must not be. */
  List<String> violations(Ledger ledger) {
    var found = new ArrayList<String>();
    found.addAll(
        ids("acknowledged images are lost", missing(ledger.images(Outcome.ACKNOWLEDGED), images)));
    found.addAll(
        ids("acknowledged labels are lost", missing(ledger.labels(Outcome.ACKNOWLEDGED), labels)));
    found.addAll(
        ids("refused images are on their topic", present(ledger.images(Outcome.REFUSED), images)));
    found.addAll(
        ids("refused labels are on their topic", present(ledger.labels(Outcome.REFUSED), labels)));
    found.addAll(ids("images are not predicted", missing(images.keySet(), predictions)));
    found.addAll(
        ids(
            "images are predicted twice without being marked, or only as repeats",
            predictions.entrySet().stream()
                .filter(e -> e.getValue() != 1)
                .map(Map.Entry::getKey)
                .toList()));
    found.addAll(
        ids(
            "labels say another class than was sent",
            labels.entrySet().stream()
                .filter(e -> !ledger.className(e.getKey()).equals(e.getValue()))
                .map(Map.Entry::getKey)
                .toList()));
    if (!frequencies.equals(counted)) {
      found.add("class-frequencies says " + frequencies + ", the labels are " + counted);
    }
    found.addAll(rejects);
    return found;
  }

  private static List<String> missing(Set<String> wanted, Map<String, ?> there) {
    var gone = new HashSet<>(wanted);
    gone.removeAll(there.keySet());
    return List.copyOf(gone);
  }

  private static List<String> present(Set<String> unwanted, Map<String, ?> there) {
    var found = new HashSet<>(unwanted);
    found.retainAll(there.keySet());
    return List.copyOf(found);
  }

  private static List<String> ids(String what, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : List.of(
            "%,d %s, such as %s"
                .formatted(ids.size(), what, ids.stream().sorted().limit(3).toList()));
  }
}
