package io.longshore.domain.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a model was made from that is not in the manifest's other fields; enough to make it
 * again.
 *
 * @param adaptation id of the decision it answers
 * @param labelOffsets labels contained in the replay memory, by partition
 * @param memoryDigest SHA-256 of the replay memory: image ids and classes in order
 * @param seed of every random choice
 * @param parameters hyper-parameters by name
 * @param software code and library versions by name
 * @param device what it ran on, in words
 */
public record Provenance(
    String adaptation,
    SortedMap<Integer, OffsetRange> labelOffsets,
    String memoryDigest,
    long seed,
    SortedMap<String, String> parameters,
    SortedMap<String, String> software,
    String device) {

  public Provenance {
    labelOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(labelOffsets));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    software = Collections.unmodifiableSortedMap(new TreeMap<>(software));
  }
}
