package io.longshore.loadtest.tracker;

import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** The newest snapshot on the topic of class frequencies. */
final class LatestCounts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Follower<String, ClassFrequencies> follower;
  private volatile ClassFrequencies latest =
      new ClassFrequencies(
          "", 0, new TreeMap<>(), DriftEvidence.NONE, new TreeMap<>(), Instant.EPOCH);

  LatestCounts(KafkaConnection kafka) {
    this.follower =
        Follower.start(
            kafka,
            Topics.CLASS_FREQUENCIES,
            "load-test",
            new Health(broken -> {}),
            Clock.systemUTC(),
            received -> latest = received.value());
    follower.awaitCaughtUp(PATIENCE);
  }

  ClassFrequencies get() {
    return latest;
  }

  /**
   * Waits until so many labels are counted.
   *
   * @return the labels counted then; fewer if the patience was over first
   */
  long await(long labels, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (latest.labels() < labels && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return latest.labels();
  }

  @Override
  public void close() {
    follower.close();
  }
}
