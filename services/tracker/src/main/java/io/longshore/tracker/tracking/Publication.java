package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.frequency.ClassFrequencies;
import java.util.List;

/** A snapshot, and the decisions taken on it. */
public record Publication(ClassFrequencies frequencies, List<Adaptation> adaptations) {
  public Publication {
    adaptations = List.copyOf(adaptations);
  }
}
