package io.longshore.bench.ssd;

import io.longshore.ssd.fit.Stage;

/** Is told how a benchmark goes, on the thread that trains. */
public interface BenchListener {

  /** An epoch of some training has ended. */
  void epoch(Progress progress);

  /** A row is complete. */
  void row(Row row);

  /** Something a person should know: a row that was there already, a checkpoint that was found. */
  void note(String text);

  /**
   * @param training its name, with data set and seed
   * @param epoch epochs done
   * @param secondsLeft of the whole benchmark, if the epochs to come take as long as those before
   */
  record Progress(
      String training,
      Stage stage,
      int epoch,
      int epochs,
      double loss,
      double imagesPerSecond,
      double secondsLeft) {}
}
