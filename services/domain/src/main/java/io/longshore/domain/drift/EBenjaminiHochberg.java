package io.longshore.domain.drift;

import java.util.Arrays;

/**
 * Which of many hypotheses to reject, given an e-value against each: the k largest, for the largest
 * k of which the k-th is at least m / (alpha k), m being the number of hypotheses.
 *
 * <p>Of the rejected a share of at most alpha is true on average, whatever the dependence between
 * e-values (Wang and Ramdas, e-BH, <a href="https://arxiv.org/abs/2009.02824">arXiv
 * 2009.02824</a>).
 */
final class EBenjaminiHochberg {

  private EBenjaminiHochberg() {}

  /**
   * The least log e-value to reject; infinity if none is rejected.
   *
   * @param logE one for each hypothesis
   * @param alpha the false discovery rate, in (0, 1)
   */
  static double threshold(double[] logE, double alpha) {
    double[] ascending = logE.clone();
    Arrays.sort(ascending);
    int m = ascending.length;
    for (int k = m; k >= 1; k--) {
      double kth = ascending[m - k];
      if (kth >= Math.log(m / (alpha * k))) {
        return kth;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
