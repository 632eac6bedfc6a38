package io.longshore.domain.drift;

/**
 * Groups of classes of similar frequency, each holding about the same share of the reference.
 *
 * <p>Evidence spread thinly over hundreds of rare classes is invisible class by class and plain
 * when they are taken together.
 */
final class FrequencyGroups {

  private FrequencyGroups() {}

  /**
   * Cuts categories at equal steps of cumulative weight. A category heavier than a step has a group
   * to itself, so there may be fewer groups than asked for.
   *
   * @param weights of the categories, heaviest first
   * @param wanted most groups to make
   * @return group of each category: 0 for the heaviest, without gaps
   */
  static int[] cut(double[] weights, int wanted) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    int[] groupOf = new int[weights.length];
    double before = 0;
    int step = 0;
    for (int k = 0; k < weights.length; k++) {
      int reached =
          total == 0 ? 0 : (int) Math.min(wanted - 1, Math.floor(wanted * before / total));
      groupOf[k] = k == 0 ? 0 : groupOf[k - 1] + (reached > step ? 1 : 0);
      step = Math.max(step, reached);
      before += weights[k];
    }
    return groupOf;
  }
}
