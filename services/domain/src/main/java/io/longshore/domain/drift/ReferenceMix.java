package io.longshore.domain.drift;

import io.longshore.domain.model.ModelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The class mix a model was adapted to, as an estimate: what it is known to be, and how well.
 *
 * <p>The mix itself is not known, only the weights of classes that it was estimated from; given
 * them it is what {@link Unchanged} says. Classes that the reference does not name share one more
 * category, <i>unseen</i>, of weight zero.
 */
public final class ReferenceMix {
  private final ModelVersion version;
  private final Map<String, Double> weights;
  private final Map<String, Integer> categoryOf;
  private final double total;
  private final Unchanged unchanged;
  private final MixEProcess process;
  private final List<Grouping> groupings;

  private ReferenceMix(ModelVersion version, List<Map.Entry<String, Double>> heaviestFirst) {
    this.version = version;
    this.weights = new LinkedHashMap<>();
    this.categoryOf = new HashMap<>();
    double[] categories = new double[heaviestFirst.size() + 1];
    for (int k = 0; k < heaviestFirst.size(); k++) {
      var entry = heaviestFirst.get(k);
      weights.put(entry.getKey(), entry.getValue());
      categoryOf.put(entry.getKey(), k);
      categories[k] = entry.getValue();
    }
    this.total = Arrays.stream(categories).sum();
    this.unchanged = new Unchanged(Arrays.copyOf(categories, heaviestFirst.size()));
    this.process = new MixEProcess(unchanged);
    this.groupings = groupings(categories);
  }

  /**
   * The mix a model was adapted to.
   *
   * @param weights class name to units, possibly decayed; counting decayed units as whole ones
   *     understates what is known, which costs delay and never a false alarm
   * @throws IllegalArgumentException if a weight is negative or not finite
   */
  public static ReferenceMix of(ModelVersion version, Map<String, Double> weights) {
    weights.forEach(
        (name, weight) -> {
          if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                "class " + name + " has weight " + weight + " in the reference mix of " + version);
          }
        });
    var heaviestFirst = new ArrayList<Map.Entry<String, Double>>();
    weights.forEach((name, weight) -> heaviestFirst.add(Map.entry(name, weight)));
    heaviestFirst.sort(
        Map.Entry.<String, Double>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
    return new ReferenceMix(version, heaviestFirst);
  }

  /** The model whose mix it is. */
  public ModelVersion version() {
    return version;
  }

  /** Whether the model knows the class. */
  public boolean names(String className) {
    return weights.containsKey(className);
  }

  /** Share of a class in the weights; zero for a class it does not name. */
  double share(String className) {
    return total == 0 ? 0 : weights.getOrDefault(className, 0.0) / total;
  }

  Iterable<String> classNames() {
    return weights.keySet();
  }

  /** Sum of the weights: how many units the reference was estimated from. */
  double total() {
    return total;
  }

  /** What units look like if they follow it. */
  Unchanged unchanged() {
    return unchanged;
  }

  /** The evidence that units no longer follow this mix. */
  MixEProcess process() {
    return process;
  }

  /** Every class by itself first, then in ever fewer groups. */
  List<Grouping> groupings() {
    return groupings;
  }

  /** Units by category: the classes heaviest first, then everything unseen. */
  long[] categories(Map<String, Long> units) {
    long[] counts = new long[weights.size() + 1];
    units.forEach((name, n) -> counts[categoryOf.getOrDefault(name, weights.size())] += n);
    return counts;
  }

  private static List<Grouping> groupings(double[] weights) {
    int[] alone = IntStream.range(0, weights.length).toArray();
    var groupings = new ArrayList<Grouping>();
    groupings.add(Grouping.of("classes", weights.length, alone, weights));
    for (int wanted : new int[] {20, 3}) {
      int[] groupOf = FrequencyGroups.cut(weights, wanted);
      int groups = groupOf[groupOf.length - 1] + 1;
      if (groups > 1 && groups < groupings.get(groupings.size() - 1).weights().length) {
        groupings.add(Grouping.of(wanted + " groups", groups, groupOf, weights));
      }
    }
    return List.copyOf(groupings);
  }
}
