package io.longshore.domain.drift;

/**
 * The categories of a reference mix seen at one coarseness.
 *
 * <p>Merging categories can only bring mixes closer, so a distance between groups is one between
 * mixes.
 *
 * @param name what evidence on it is called
 * @param groupOf category to group, 0 to groups - 1
 * @param weights reference weight of each group
 */
record Grouping(String name, int[] groupOf, double[] weights) {

  static Grouping of(String name, int groups, int[] groupOf, double[] weights) {
    return new Grouping(name, groupOf, sum(groupOf, weights, groups));
  }

  long[] counts(long[] categories) {
    long[] counts = new long[weights.length];
    for (int k = 0; k < groupOf.length; k++) {
      counts[groupOf[k]] += categories[k];
    }
    return counts;
  }

  private static double[] sum(int[] groupOf, double[] values, int groups) {
    double[] sums = new double[groups];
    for (int k = 0; k < groupOf.length; k++) {
      sums[groupOf[k]] += values[k];
    }
    return sums;
  }
}
