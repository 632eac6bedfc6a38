package io.longshore.ingest.dataset;

/**
 * How far a data set is.
 *
 * @param before settled by earlier runs and not sent again
 * @param acknowledged in this run
 * @param refused in this run; they are on the rejects topic
 * @param perSecond images settled a second in this run
 */
public record Progress(long before, long acknowledged, long refused, double perSecond) {

  /** Images of the data set that need nothing more. */
  public long settled() {
    return before + acknowledged + refused;
  }
}
