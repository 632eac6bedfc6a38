package io.longshore.domain.drift;

/**
 * The categories of a reference mix seen at one coarseness.
 *
 * <p>A Dirichlet over categories is a Dirichlet over groups of them with the concentrations added
 * up, so the null hypothesis stays exact under any grouping that was fixed by the reference.
 *
 * @param name what evidence on it is called
 * @param groupOf category to group, 0 to groups - 1
 * @param weights reference weight of each group
 * @param shape posterior mean share of each group under the reference; sums to one
 */
record Grouping(String name, int[] groupOf, double[] weights, double[] shape) {

  static Grouping of(String name, int groups, int[] groupOf, double[] weights, double[] shape) {
    return new Grouping(name, groupOf, sum(groupOf, weights, groups), sum(groupOf, shape, groups));
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
