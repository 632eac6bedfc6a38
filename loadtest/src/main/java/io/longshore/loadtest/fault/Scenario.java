package io.longshore.loadtest.fault;

/**
 * One fault, or several of a kind, under load.
 *
 * @param name by which reports and documents know it
 * @param promise what must hold all the same
 * @param needs what must run
 * @param play breaks something and proves it
 */
record Scenario(String name, String promise, Needs needs, Play play) {

  /** What must run. */
  enum Needs {
    /** Brokers, ingest, the tracker. */
    COUNTING,
    /** A live model and scorers too. */
    SCORING
  }

  /** Breaks something. */
  @FunctionalInterface
  interface Play {
    void on(Stage stage) throws InterruptedException;
  }

  /** A reason for which a scenario cannot be played here. */
  static final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Skipped(String reason) {
      super(reason, null, false, false);
    }
  }
}
