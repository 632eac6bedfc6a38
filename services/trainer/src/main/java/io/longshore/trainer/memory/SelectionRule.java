package io.longshore.trainer.memory;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which labelled images a trainer remembers. With the labels up to some offset it fixes the replay
 * memory, so a manifest names it.
 *
 * @param perClass most images of a class to learn from
 * @param heldOutPerClass most images of a class kept back
 * @param heldOutFraction of images whose sender did not say, in [0, 1)
 * @param seed decides which images are kept
 */
public record SelectionRule(int perClass, int heldOutPerClass, double heldOutFraction, long seed) {
  private static final String PER_CLASS = "memory.per-class";
  private static final String HELD_OUT_PER_CLASS = "memory.held-out-per-class";
  private static final String HELD_OUT_FRACTION = "memory.held-out-fraction";

  /** The memories under this rule that a directory keeps; empty ones if it is new. */
  public Memories open(Path directory) {
    return new Memories(directory, perClass, heldOutPerClass, heldOutFraction, seed);
  }

  /** As a manifest's parameters, without the seed, which a manifest has beside them. */
  public SortedMap<String, String> parameters() {
    var parameters = new TreeMap<String, String>();
    parameters.put(PER_CLASS, Integer.toString(perClass));
    parameters.put(HELD_OUT_PER_CLASS, Integer.toString(heldOutPerClass));
    parameters.put(HELD_OUT_FRACTION, Double.toString(heldOutFraction));
    return parameters;
  }

  /**
   * Reads {@link #parameters}.
   *
   * @throws IllegalArgumentException if one is missing or no number
   */
  public static SelectionRule of(Map<String, String> parameters, long seed) {
    return new SelectionRule(
        Integer.parseInt(parameter(parameters, PER_CLASS)),
        Integer.parseInt(parameter(parameters, HELD_OUT_PER_CLASS)),
        Double.parseDouble(parameter(parameters, HELD_OUT_FRACTION)),
        seed);
  }

  private static String parameter(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no parameter '" + name + "'");
    }
    return value;
  }
}
