package io.longshore.scorer.kafka;

import io.longshore.domain.prediction.ScorerReport;
import io.longshore.runtime.kafka.TopicWriter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes how the scorer stands: soon after each change, at most five times a second, and now and
 * then when nothing changes. One thread calls {@link #step}.
 */
public final class ReportLoop {
  private static final Duration BREATH = Duration.ofMillis(200);

  private final TopicWriter<String, ScorerReport> writer;
  private final Supplier<ScorerReport> report;
  private final Duration every;
  private final Semaphore changes = new Semaphore(0);

  /**
   * @param report how the scorer stands now
   * @param every longest time between two reports
   */
  public ReportLoop(
      TopicWriter<String, ScorerReport> writer, Supplier<ScorerReport> report, Duration every) {
    this.writer = writer;
    this.report = report;
    this.every = every;
  }

  /** Something changed that ought to be told. */
  public void changed() {
    changes.release();
  }

  /** Waits for a change or for the time of the next report, writes it, and takes a breath. */
  public void step() throws InterruptedException {
    if (changes.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
      changes.drainPermits();
    }
    ScorerReport now = report.get();
    writer.write(now.scorer(), now);
    Thread.sleep(BREATH.toMillis());
  }
}
