package io.longshore.bench.continual;

import io.longshore.bench.ssd.BenchListener.Progress;

/** Is told how the benchmark goes, on the thread that trains. */
public interface ContinualListener {

  /** An epoch of some step has ended. */
  void epoch(Progress progress);

  /** A row is complete. */
  void row(ContinualRow row);

  /** Something a person should know: a row that was there already, a checkpoint that was found. */
  void note(String text);
}
