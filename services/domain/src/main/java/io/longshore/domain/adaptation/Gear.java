package io.longshore.domain.adaptation;

/**
 * The speeds at which Longshore answers a change of the mix, slowest last. Gear 1, trim, needs no
 * decision: the scorer always does it.
 */
public enum Gear {
  /** Gear 2: only the head moves, on cached features of the replay memory. */
  REBALANCE("rebalance"),
  /** Gear 3: the four stages of SSD over the replay memory. */
  RETRAIN("retrain");

  private final String word;

  Gear(String word) {
    this.word = word;
  }

  /** The word used in commands, records and logs. */
  public String word() {
    return word;
  }
}
