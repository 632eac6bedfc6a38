package io.longshore.console.view;

import io.longshore.console.state.Tally;
import io.longshore.domain.drift.BinomialConfidence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Confidence intervals of shares, remembered: most of ten thousand classes have the counts they had
 * a second ago, or those of another class.
 */
public final class Intervals {
  private static final int MOST = 50_000;

  private final double alpha;
  private final Map<Tally, BinomialConfidence> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tally, BinomialConfidence> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param alpha the chance of the share ever being outside, in (0, 1)
   */
  public Intervals(double alpha) {
    this.alpha = alpha;
  }

  double alpha() {
    return alpha;
  }

  synchronized BinomialConfidence of(Tally tally) {
    BinomialConfidence found = known.get(tally);
    if (found == null) {
      found = BinomialConfidence.of(tally.right(), tally.judged() - tally.right(), alpha);
      known.put(tally, found);
    }
    return found;
  }
}
