package io.longshore.loadtest.kill;

import java.util.Locale;

/**
 * One kill, and the proof of it.
 *
 * @param phase what the process was at
 * @param afterSeconds how long it had been at it
 * @param pid of the process that is gone
 * @param exit what it exited with
 * @param backSeconds until the next process was ready
 */
record Kill(Phase phase, double afterSeconds, long pid, int exit, double backSeconds) {
  /** What a shell says of a process ended by signal 9, which nothing can catch or fake. */
  static final int SIGNAL_9 = 128 + 9;

  /** What a process can be at when it is killed. */
  enum Phase {
    STARTING,
    SERVING
  }

  boolean isProven() {
    return exit == SIGNAL_9 && ProcessHandle.of(pid).isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "process %d after %.1f s of %s, exit %d; ready again after %.1f s",
        pid,
        afterSeconds,
        phase.name().toLowerCase(Locale.ROOT),
        exit,
        backSeconds);
  }
}
