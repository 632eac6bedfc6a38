package io.longshore.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many images one phase of a {@link DriftScenario} brings, of which classes and in which order.
 */
public sealed interface ClassMix {

  /**
   * The class of each image, in order of arrival.
   *
   * @param random the phase's own source of chance
   */
  List<String> draw(Random random);

  /** These many images of each class, shuffled. */
  static ClassMix exactly(Map<String, Integer> counts) {
    return new Exact(new TreeMap<>(counts));
  }

  /** Every image's class drawn on its own with these odds, which need not sum to one. */
  static ClassMix weighted(int images, Map<String, Double> odds) {
    return ramp(images, odds, odds);
  }

  /** As weighted, with odds that move in a straight line from the first image's to the last's. */
  static ClassMix ramp(int images, Map<String, Double> from, Map<String, Double> to) {
    return new Ramp(images, new TreeMap<>(from), new TreeMap<>(to));
  }

  /** See {@link ClassMix#exactly}; sorted by class, so that a seed always means the same draw. */
  record Exact(SortedMap<String, Integer> counts) implements ClassMix {

    public Exact {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
      if (counts.values().stream().anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("a mix cannot have a negative count: " + counts);
      }
    }

    @Override
    public List<String> draw(Random random) {
      List<String> labels = new ArrayList<>();
      counts.forEach((label, count) -> labels.addAll(Collections.nCopies(count, label)));
      Collections.shuffle(labels, random);
      return labels;
    }
  }

  /** See {@link ClassMix#ramp}; sorted by class, so that a seed always means the same draw. */
  record Ramp(int images, SortedMap<String, Double> from, SortedMap<String, Double> to)
      implements ClassMix {

    public Ramp {
      if (images < 0) {
        throw new IllegalArgumentException("a mix cannot have " + images + " images");
      }
      from = normalised(from);
      to = normalised(to);
    }

    private static SortedMap<String, Double> normalised(SortedMap<String, Double> odds) {
      double sum = odds.values().stream().mapToDouble(Double::doubleValue).sum();
      if (odds.values().stream().anyMatch(w -> !(w >= 0)) || !(sum > 0) || Double.isInfinite(sum)) {
        throw new IllegalArgumentException(
            "odds are finite, not negative, and at least one is above zero; got " + odds);
      }
      SortedMap<String, Double> prior = new TreeMap<>();
      odds.forEach((label, weight) -> prior.put(label, weight / sum));
      return Collections.unmodifiableSortedMap(prior);
    }

    @Override
    public List<String> draw(Random random) {
      List<String> labels = new ArrayList<>(images);
      for (int i = 0; i < images; i++) {
        double progress = images == 1 ? 0 : i / (images - 1.0);
        SortedMap<String, Double> prior = random.nextDouble() < progress ? to : from;
        labels.add(pick(prior, random.nextDouble()));
      }
      return labels;
    }

    private static String pick(SortedMap<String, Double> prior, double point) {
      double reached = 0;
      String label = prior.firstKey();
      for (Map.Entry<String, Double> entry : prior.entrySet()) {
        if (entry.getValue() > 0) {
          label = entry.getKey();
          reached += entry.getValue();
          if (point < reached) {
            break;
          }
        }
      }
      return label;
    }
  }
}
