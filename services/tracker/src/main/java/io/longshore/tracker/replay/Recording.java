package io.longshore.tracker.replay;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.tracking.Step.Event;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the topics hold of a stream from some time on.
 *
 * @param firstOffsets of the labels, by partition: those before are not part of it
 * @param batches the labels, counted by partition, those of a partition in order
 * @param events what else happened, from the beginning on
 * @param answers model to the id of the decision that it answers
 * @param decisions that the tracker took, in their order
 * @param until when the recording ends
 */
public record Recording(
    SortedMap<Integer, Long> firstOffsets,
    List<LabelBatch> batches,
    List<Event> events,
    Map<ModelVersion, String> answers,
    List<Adaptation> decisions,
    Instant until) {

  public Recording {
    firstOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(firstOffsets));
    batches = List.copyOf(batches);
    events = List.copyOf(events);
    answers = Map.copyOf(answers);
    decisions = List.copyOf(decisions);
  }
}
