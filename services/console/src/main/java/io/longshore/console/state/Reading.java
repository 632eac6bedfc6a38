package io.longshore.console.state;

import java.util.List;
import java.util.Map;

/**
 * How far the topics were read.
 *
 * @param behind records of a topic that are there and not read yet
 * @param waiting topics that were not yet read to where they ended at the start
 */
public record Reading(Map<String, Long> behind, List<String> waiting) {

  public Reading {
    behind = Map.copyOf(behind);
    waiting = List.copyOf(waiting);
  }

  public boolean isCaughtUp() {
    return waiting.isEmpty() && !behind.isEmpty();
  }
}
