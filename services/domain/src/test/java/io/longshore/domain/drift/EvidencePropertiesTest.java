package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What makes evidence an e-value, checked against sums over everything that may come. */
class EvidencePropertiesTest {

  @Property(tries = 60)
  void all_sequences_together_have_probability_one(
      @ForAll @Size(min = 1, max = 3) List<@DoubleRange(min = 0, max = 500) Double> drawn,
      @ForAll @IntRange(max = 6) int units) {
    var unchanged = new Unchanged(heaviestFirst(drawn));
    var process = new MixEProcess(unchanged);
    int categories = drawn.size() + 1;

    double tree = sum(categories, units, n -> unchanged.tree().logProbability(n));
    for (int i = 0; i < 4; i++) {
      int change = i;
      assertThat(sum(categories, units, n -> changed(unchanged, process, n)[change]))
          .isCloseTo(1, within(1e-9));
    }
    assertThat(tree).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 60)
  void evidence_is_at_most_one_on_average_if_nothing_moved(
      @ForAll @Size(min = 1, max = 3) List<@DoubleRange(min = 0, max = 500) Double> drawn,
      @ForAll @IntRange(max = 6) int units) {
    double[] weights = heaviestFirst(drawn);
    var unchanged = new Unchanged(weights);
    var process = new MixEProcess(unchanged);

    double underTree =
        sum(
            weights.length + 1,
            units,
            n -> unchanged.tree().logProbability(n) + evidence(process, n));
    double underPlain =
        sum(weights.length + 1, units, n -> plain(weights, n) + evidence(process, n));

    assertThat(underTree).isLessThan(1 + 1e-9);
    assertThat(underPlain).isLessThan(1 + 1e-9);
  }

  @Property(tries = 60)
  void what_a_sequence_may_go_on_to_be_is_as_probable_as_it(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0, max = 100_000) Double> drawn,
      @ForAll @Size(value = 41) List<@LongRange(min = 0, max = 100_000) Long> counts) {
    var unchanged = new Unchanged(heaviestFirst(drawn));
    var process = new MixEProcess(unchanged);
    long[] seen = counts.stream().limit(drawn.size() + 1).mapToLong(Long::longValue).toArray();

    double known = unchanged.tree().logProbability(seen);
    double[] before = changed(unchanged, process, seen);
    double tree = 0;
    double[] changed = new double[before.length];
    for (int k = 0; k < seen.length; k++) {
      seen[k]++;
      tree += Math.exp(unchanged.tree().logProbability(seen) - known);
      double[] after = changed(unchanged, process, seen);
      for (int i = 0; i < changed.length; i++) {
        changed[i] += Math.exp(after[i] - before[i]);
      }
      seen[k]--;
    }

    assertThat(tree).isCloseTo(1, within(1e-5));
    assertThat(changed).containsExactly(new double[] {1, 1, 1, 1}, within(1e-5));
  }

  @Property(tries = 100)
  void units_predicted_one_by_one_are_as_probable_in_any_order(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 500) Double> drawn,
      @ForAll @Size(max = 60) List<@IntRange(max = 12) Integer> units,
      @ForAll long seed) {
    var tree = FrequencyTree.of(heaviestFirst(drawn));
    var sequence = units.stream().map(k -> k % (drawn.size() + 1)).toList();
    var shuffled = new ArrayList<>(sequence);
    Collections.shuffle(shuffled, new Random(seed));
    long[] counts = new long[drawn.size() + 1];
    sequence.forEach(k -> counts[k]++);

    double predicted = predicted(tree, sequence);

    assertThat(predicted(tree, shuffled)).isCloseTo(predicted, within(1e-8));
    assertThat(tree.logProbability(counts)).isCloseTo(predicted, within(1e-8));
  }

  /** An urn of groups, and in each group an urn of classes. */
  private static double predicted(FrequencyTree tree, List<Integer> sequence) {
    double[] groups = tree.groupRate().clone();
    double[] within = tree.groupWithin().clone();
    double[] classes = tree.within().clone();
    double all = tree.total();
    double log = 0;
    for (int k : sequence) {
      int g = tree.groupOf()[k];
      log += Math.log(groups[g]++ / all++ * (classes[k]++ / within[g]++));
    }
    return log;
  }

  /** log of each Q, the probability of a sequence of units with these counts after a change. */
  private static double[] changed(Unchanged unchanged, MixEProcess process, long[] counts) {
    double known = unchanged.logProbability(counts);
    return process.logE(counts).values().stream().mapToDouble(logE -> logE + known).toArray();
  }

  private static double evidence(MixEProcess process, long[] counts) {
    return LogMean.of(
        process.logE(counts).values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Dirichlet(weight + 1/2), draw after draw. */
  private static double plain(double[] weights, long[] counts) {
    double total = Arrays.stream(weights).sum() + 0.5 * counts.length;
    double log = 0;
    for (int k = 0; k < counts.length; k++) {
      double shape = (k < weights.length ? weights[k] : 0) + 0.5;
      for (int i = 0; i < counts[k]; i++) {
        log += Math.log((shape + i) / total++);
      }
    }
    return log;
  }

  /** Of exp(log) over all sequences of so many units. */
  private static double sum(int categories, int units, ToDoubleFunction<long[]> log) {
    return sum(new long[categories], units, log);
  }

  private static double sum(long[] counts, int left, ToDoubleFunction<long[]> log) {
    if (left == 0) {
      return Math.exp(log.applyAsDouble(counts));
    }
    double sum = 0;
    for (int k = 0; k < counts.length; k++) {
      counts[k]++;
      sum += sum(counts, left - 1, log);
      counts[k]--;
    }
    return sum;
  }

  private static double[] heaviestFirst(List<Double> weights) {
    return weights.stream().mapToDouble(w -> -w).sorted().map(w -> 0 - w).toArray();
  }
}
