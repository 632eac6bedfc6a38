package io.longshore.domain.drift;

import java.util.Arrays;

/**
 * What a class's count says of its rate, given the counts of all other classes: the posterior mean
 * of a rate whose prior is the mixture of gammas that fits all counts best.
 *
 * <p>Empirical Bayes after Robbins (1956). A class counted once is most often a rarer class that
 * was lucky, one never counted is not one of rate zero, and how much so is told by how many classes
 * were counted once, twice and never. With a fixed prior such as Dirichlet(1/2), a thousand rare
 * classes are together believed to be twice as frequent as they are. And because each estimate is
 * right on average <i>given the count</i>, it stays right on average for classes chosen by their
 * count, as groups of similar frequency are.
 */
final class RateMixture {
  /** Shape of each gamma: a tenth of its mean wide, so that a profile's ends stay sharp. */
  private static final double SHAPE = 100;

  private static final double STEP = 1.1;
  private static final double LOWEST = 0.1;
  private static final int ROUNDS = 200;

  private RateMixture() {}

  /**
   * What is known of each class's rate, in units per reference.
   *
   * @param mean posterior mean, positive
   * @param variance posterior variance, positive
   */
  record Rates(double[] mean, double[] variance) {}

  /**
   * The posterior of every class's rate.
   *
   * @param counts units by class; need not be whole
   */
  static Rates posterior(double[] counts) {
    double[] binned = Arrays.stream(counts).map(RateMixture::binned).toArray();
    double[] values = Arrays.stream(binned).sorted().distinct().toArray();
    double[] times = new double[values.length];
    for (double count : binned) {
      times[Arrays.binarySearch(values, count)]++;
    }
    double[] means = grid(values.length == 0 ? 0 : values[values.length - 1]);
    double[][] likelihoods = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      likelihoods[i] = likelihoods(values[i], means);
    }
    double[] weights = fit(likelihoods, times, means.length);
    var rates = new Rates(new double[counts.length], new double[counts.length]);
    for (int k = 0; k < counts.length; k++) {
      double[] likelihood = likelihoods[Arrays.binarySearch(values, binned[k])];
      posterior(k, counts[k], likelihood, weights, means, rates);
    }
    return rates;
  }

  /** Few distinct values, however many classes: eighths, and steps of one percent above 64. */
  private static double binned(double count) {
    return count < 64
        ? Math.rint(count * 8) / 8
        : 64 * Math.exp(Math.rint(Math.log(count / 64) * 100) / 100);
  }

  private static double[] grid(double largest) {
    int points = 2 + (int) Math.ceil(Math.log(Math.max(1, largest) / LOWEST) / Math.log(STEP));
    double[] means = new double[points];
    for (int j = 0; j < points; j++) {
      means[j] = LOWEST * Math.pow(STEP, j);
    }
    return means;
  }

  /** Negative-binomial likelihoods of one count under each gamma, the largest scaled to one. */
  private static double[] likelihoods(double count, double[] means) {
    double[] logs = new double[means.length];
    for (int j = 0; j < means.length; j++) {
      logs[j] =
          count * Math.log(means[j] / (SHAPE + means[j]))
              + SHAPE * Math.log(SHAPE / (SHAPE + means[j]));
    }
    double largest = Arrays.stream(logs).max().orElseThrow();
    return Arrays.stream(logs).map(log -> Math.exp(log - largest)).toArray();
  }

  /** Expectation maximisation from even weights, with one class's worth of evenness kept. */
  private static double[] fit(double[][] likelihoods, double[] times, int components) {
    double[] weights = new double[components];
    Arrays.fill(weights, 1.0 / components);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[components];
      Arrays.fill(next, 1.0 / components);
      for (int i = 0; i < times.length; i++) {
        double evidence = 0;
        for (int j = 0; j < components; j++) {
          evidence += weights[j] * likelihoods[i][j];
        }
        for (int j = 0; j < components; j++) {
          next[j] += times[i] * weights[j] * likelihoods[i][j] / evidence;
        }
      }
      double sum = Arrays.stream(next).sum();
      weights = Arrays.stream(next).map(w -> w / sum).toArray();
    }
    return weights;
  }

  private static void posterior(
      int k, double count, double[] likelihoods, double[] weights, double[] means, Rates rates) {
    double evidence = 0;
    double first = 0;
    double second = 0;
    for (int j = 0; j < means.length; j++) {
      double weight = weights[j] * likelihoods[j];
      double scale = 1 + SHAPE / means[j];
      evidence += weight;
      first += weight * (count + SHAPE) / scale;
      second += weight * (count + SHAPE) * (count + SHAPE + 1) / (scale * scale);
    }
    double mean = first / evidence;
    rates.mean[k] = mean;
    rates.variance[k] = Math.max(second / evidence - mean * mean, mean * mean / SHAPE);
  }
}
