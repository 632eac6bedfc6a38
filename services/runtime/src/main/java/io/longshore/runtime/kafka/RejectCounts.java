package io.longshore.runtime.kafka;

import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a service refused, counted by reason; every reason is shown from the start, at zero. */
public final class RejectCounts {
  private final Map<RejectReason, Counter> counters = new EnumMap<>(RejectReason.class);

  public RejectCounts(Writer service, MeterRegistry meters) {
    for (RejectReason reason : RejectReason.values()) {
      counters.put(
          reason,
          Counter.builder("longshore.rejects")
              .description("records refused")
              .tag("service", service.service())
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  public void count(RejectReason reason) {
    Objects.requireNonNull(counters.get(reason)).increment();
  }
}
