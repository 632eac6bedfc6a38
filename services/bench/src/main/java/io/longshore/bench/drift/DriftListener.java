package io.longshore.bench.drift;

/** Is told how the benchmark goes, on the thread that called it. */
public interface DriftListener {

  /**
   * A run is done.
   *
   * @param secondsLeft of the whole benchmark; NaN before anything is known
   */
  void progress(DriftSettings row, int run, double secondsLeft);

  /** A row is complete. */
  void row(DriftRow row);

  /** Something a person should know: a row that was there already. */
  void note(String text);
}
