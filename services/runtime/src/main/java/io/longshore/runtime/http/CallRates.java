package io.longshore.runtime.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each caller may come: a bucket of requests each, refilled steadily. Of callers beyond a
 * bound those who were here longest ago are forgotten, and begin with a full bucket when they come
 * again.
 */
final class CallRates {
  private static final int MOST_CALLERS = 10_000;

  private final int perSecond;
  private final int burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /**
   * @param perSecond in the long run; 0 for no bound
   * @param burst at once; 0 for as many as in a second
   */
  CallRates(int perSecond, int burst) {
    if (perSecond < 0 || burst < 0) {
      throw new IllegalArgumentException(
          "requests-per-second and burst are not below zero, got %d and %d"
              .formatted(perSecond, burst));
    }
    this.perSecond = perSecond;
    this.burst = burst == 0 ? perSecond : burst;
  }

  /** How long a caller must wait before the next request; zero if it may make this one. */
  Duration mustWait(String caller) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket bucket(String caller) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          caller,
          unused ->
              Bucket.builder()
                  .addLimit(
                      limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                  .build());
    }
  }
}
