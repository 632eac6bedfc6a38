package io.longshore.bench.adapt;

import io.longshore.datasets.ClassMix;
import io.longshore.datasets.DriftScenario;
import io.longshore.datasets.LongTailProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A long tail that turns round: the first model learns an exponential tail; the stream keeps to it
 * for a while, then has all classes alike, then the same tail with its order reversed. Forward,
 * uniform and backward are the class mixes by which recognition under an unknown mix is usually
 * judged (Hong and others, LADE, <a href="https://arxiv.org/abs/2012.00321">arXiv 2012.00321</a>;
 * Zhang and others, SADE, <a href="https://arxiv.org/abs/2107.09249">arXiv 2107.09249</a>); here
 * they follow one another. Each class of the stream is drawn on its own.
 *
 * @param largest images of the largest class that the first model learns from
 * @param imbalance the largest class over the smallest
 * @param steady labelled images before the mix changes
 * @param phase labelled images of each of the two mixes after that
 */
public record TurningTail(int largest, int imbalance, int steady, int phase) {

  public TurningTail {
    if (steady < 1 || phase < 1) {
      throw new IllegalArgumentException(
          "%d images before the change and %d in each phase after it: at least 1 is needed"
              .formatted(steady, phase));
    }
  }

  /** A stretch of the stream with one mix. */
  public enum Part {
    FORWARD,
    UNIFORM,
    BACKWARD
  }

  /** Labelled images of the stream in all. */
  public int labels() {
    return steady + 2 * phase;
  }

  /** Labels until each change of the mix. */
  public List<Integer> turns() {
    return List.of(steady, steady + phase);
  }

  /** The part that an image belongs to, by the number of labelled images before it. */
  public Part partAt(int at) {
    if (at < steady) {
      return Part.FORWARD;
    }
    return at < steady + phase ? Part.UNIFORM : Part.BACKWARD;
  }

  /** Images to learn from first, then those of the stream, part by part. */
  public DriftScenario scenario(List<String> classes) {
    var phases = new ArrayList<DriftScenario.Phase>();
    phases.add(new DriftScenario.Phase("first", ClassMix.exactly(tail(classes))));
    for (Part part : Part.values()) {
      int images = part == Part.FORWARD ? steady : phase;
      phases.add(
          new DriftScenario.Phase(
              part.name().toLowerCase(Locale.ROOT),
              ClassMix.weighted(images, odds(part, classes))));
    }
    return new DriftScenario(phases);
  }

  /** The true mix of a part; the odds need not sum to one. */
  public Map<String, Double> odds(Part part, List<String> classes) {
    List<String> order = new ArrayList<>(classes);
    if (part == Part.BACKWARD) {
      Collections.reverse(order);
    }
    Map<String, Double> odds = new LinkedHashMap<>();
    tail(order).forEach((name, n) -> odds.put(name, part == Part.UNIFORM ? 1.0 : n));
    return odds;
  }

  private Map<String, Integer> tail(List<String> classes) {
    return new LongTailProfile.Exponential(largest, imbalance).counts(classes);
  }
}
