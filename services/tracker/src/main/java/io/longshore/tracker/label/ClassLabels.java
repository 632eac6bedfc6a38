package io.longshore.tracker.label;

import java.util.List;

/**
 * What a batch adds to one class.
 *
 * @param labels each image once
 * @param alone labels whose image is a unit by itself
 * @param units fingerprints of class and unit for the other labels, in their order, repeats
 *     included: a unit may be on several partitions, so whoever puts them together finds the
 *     repeats
 */
public record ClassLabels(long labels, long alone, List<Fingerprint> units) {
  public ClassLabels {
    units = List.copyOf(units);
    if (alone < 0 || labels != alone + units.size()) {
      throw new IllegalArgumentException(
          "%d labels, %d of units of their own and %d of others"
              .formatted(labels, alone, units.size()));
    }
  }
}
