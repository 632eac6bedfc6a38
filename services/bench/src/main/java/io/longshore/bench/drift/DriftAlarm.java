package io.longshore.bench.drift;

import io.longshore.domain.drift.ReferenceMix;
import java.util.Map;

/** A detector as the simulation sees it, new for every run. */
@FunctionalInterface
public interface DriftAlarm {

  /**
   * Whether the alarm stands.
   *
   * @param counts labels by class since the reference was set
   */
  boolean look(ReferenceMix reference, Map<String, Long> counts);
}
