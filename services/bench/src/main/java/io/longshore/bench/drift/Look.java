package io.longshore.bench.drift;

import java.util.Map;

/**
 * What a detector is told at a look. The counts belong to the simulation and change after the look.
 *
 * @param counts labels by class since the reference was set
 * @param latest class of each label since the look before, in the order they came
 * @param left looks to come after this one; a batch test is made at none
 */
public record Look(Reference reference, long[] counts, int[] latest, int left) {

  /** Labels since the reference was set, by the names of the classes that were seen. */
  public Map<String, Long> byName() {
    return reference.byName(counts);
  }
}
