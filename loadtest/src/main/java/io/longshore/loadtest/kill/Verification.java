package io.longshore.loadtest.kill;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.prediction.Prediction;
import io.longshore.loadtest.kill.Ledger.Outcome;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what senders were told with what lies on the topics. */
final class Verification {
  private final Ledger ledger;
  private final TopicReading topics;

  /** One promise and how it was kept. */
  record Finding(String promise, long checked, long violations) {}

  Verification(Ledger ledger, TopicReading topics) {
    this.ledger = ledger;
    this.topics = topics;
  }

  List<Finding> run() {
    Map<String, String> acknowledged = ledger.all(Outcome.ACKNOWLEDGED);
    Map<String, String> refused = ledger.all(Outcome.REFUSED);
    List<Received<ImageId, StreamImage>> images = topics.all(Topics.IMAGES);
    List<Received<ImageId, Label>> labels = topics.all(Topics.LABELS);
    List<Received<ImageId, Prediction>> predictions = topics.all(Topics.PREDICTIONS);

    Set<String> onImages = ids(images);
    Map<String, String> onLabels = new HashMap<>();
    labels.forEach(r -> onLabels.put(r.key().value(), r.value().className()));
    Set<String> predicted = ids(predictions);

    var findings = new ArrayList<Finding>();
    findings.add(
        new Finding(
            "acknowledged images are on images",
            acknowledged.size(),
            missing(acknowledged.keySet(), onImages)));
    findings.add(
        new Finding(
            "acknowledged labels are on labels",
            acknowledged.size(),
            acknowledged.entrySet().stream()
                .filter(e -> !e.getValue().equals(onLabels.get(e.getKey())))
                .count()));
    findings.add(
        new Finding(
            "refused images are not on images",
            refused.size(),
            present(refused.keySet(), onImages)));
    findings.add(
        new Finding(
            "images on the topic are predicted", onImages.size(), missing(onImages, predicted)));
    findings.add(
        new Finding(
            "no image is predicted twice unmarked",
            predictions.size(),
            unmarkedTwice(predictions)));
    findings.add(counted(labels));
    findings.add(
        new Finding(
            "a model is live",
            1,
            topics.all(Topics.ROLLOUTS).stream().anyMatch(r -> r.value().live().isPresent())
                ? 0
                : 1));
    return findings;
  }

  /** Every image of the stream counts once, however often its label was written. */
  private Finding counted(List<Received<ImageId, Label>> labels) {
    var truth = new TreeMap<String, Long>();
    var seen = new HashSet<ImageId>();
    for (Received<ImageId, Label> record : labels) {
      if (record.value().split() == Split.STREAM && seen.add(record.key())) {
        truth.merge(record.value().className(), 1L, Long::sum);
      }
    }
    List<Received<String, ClassFrequencies>> snapshots = topics.all(Topics.CLASS_FREQUENCIES);
    var counted = new TreeMap<String, Long>();
    if (!snapshots.isEmpty()) {
      snapshots
          .get(snapshots.size() - 1)
          .value()
          .classes()
          .forEach((name, f) -> counted.put(name, f.labels()));
    }
    long wrong =
        truth.entrySet().stream().filter(e -> !e.getValue().equals(counted.get(e.getKey()))).count()
            + counted.keySet().stream().filter(name -> !truth.containsKey(name)).count();
    return new Finding("class counts equal the truth " + truth, truth.size(), wrong);
  }

  private static long unmarkedTwice(List<Received<ImageId, Prediction>> predictions) {
    var first = new HashSet<ImageId>();
    return predictions.stream()
        .filter(r -> !r.value().repeat())
        .filter(r -> !first.add(r.key()))
        .count();
  }

  private static Set<String> ids(List<? extends Received<ImageId, ?>> records) {
    var ids = new HashSet<String>();
    records.forEach(r -> ids.add(r.key().value()));
    return ids;
  }

  private static long missing(Set<String> wanted, Set<String> found) {
    return wanted.stream().filter(id -> !found.contains(id)).count();
  }

  private static long present(Set<String> unwanted, Set<String> found) {
    return unwanted.stream().filter(found::contains).count();
  }
}
