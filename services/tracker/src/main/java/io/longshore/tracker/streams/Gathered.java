package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import io.longshore.tracker.label.LabelBatch;
import java.util.List;

/** What a partition of labels passes on: batches, and what was refused. */
record Gathered(List<LabelBatch> batches, List<Reject> rejects) {
  Gathered {
    batches = List.copyOf(batches);
    rejects = List.copyOf(rejects);
  }

  static Gathered batches(List<LabelBatch> batches) {
    return new Gathered(batches, List.of());
  }

  static Gathered refused(Reject reject) {
    return new Gathered(List.of(), List.of(reject));
  }
}
