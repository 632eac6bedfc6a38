package io.longshore.runtime.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers of an HTTP endpoint by status; those that every client meets are shown from the start.
 */
public final class ResponseCounts {
  private final MeterRegistry meters;
  private final String name;
  private final Map<Integer, Counter> counters = new ConcurrentHashMap<>();

  /**
   * @param usual statuses shown at zero
   */
  public ResponseCounts(MeterRegistry meters, String name, int... usual) {
    this.meters = meters;
    this.name = name;
    for (int status : usual) {
      counters.put(status, counter(status));
    }
  }

  /** Counts an answer. */
  public void count(int status) {
    counters.computeIfAbsent(status, this::counter).increment();
  }

  private Counter counter(int status) {
    return Counter.builder(name)
        .description("requests by the status of their answers")
        .tag("status", Integer.toString(status))
        .register(meters);
  }
}
