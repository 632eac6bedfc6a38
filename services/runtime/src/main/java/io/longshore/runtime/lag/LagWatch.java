package io.longshore.runtime.lag;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lag of every group now and then and shows it. When it cannot be read nothing is shown
 * rather than what was true before.
 */
public final class LagWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LagWatch.class);

  private final LagReader reader;
  private final MultiGauge records;
  private final Counter failures;
  private final AtomicLong readAt = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Duration every;
  private final ServiceLoop loop;

  private LagWatch(ServiceContext context, String service, Duration every) {
    MeterRegistry meters = context.meters();
    this.every = every;
    this.records =
        MultiGauge.builder("longshore.consumer.lag.records")
            .description("records that a group has before it, by what it committed or predicted")
            .register(meters);
    this.failures =
        Counter.builder("longshore.consumer.lag.failures")
            .description("times that the lag could not be read")
            .register(meters);
    TimeGauge.builder(
            "longshore.consumer.lag.read.timestamp", readAt, TimeUnit.MILLISECONDS, AtomicLong::get)
        .description("when the lag was read last; 0 for never")
        .register(meters);
    this.reader = new LagReader(context.kafka(), service + "-reads-lag", context.clock());
    this.loop =
        ServiceLoop.start(
            service + "-watches-lag",
            context.health(),
            this::step,
            closing::countDown,
            reader::close);
  }

  /**
   * Starts.
   *
   * @param service that watches
   * @param every time between two looks
   */
  public static LagWatch start(ServiceContext context, String service, Duration every) {
    return new LagWatch(context, service, every);
  }

  private void step() throws InterruptedException {
    try {
      Lag lag = reader.read();
      records.register(lag.topics().stream().map(LagWatch::row).toList(), true);
      readAt.set(lag.at().toEpochMilli());
    } catch (LagUnknownException e) {
      records.register(List.of(), true);
      failures.increment();
      log.atWarn().setCause(e).log("the lag of consumers is not known");
    }
    boolean unused = closing.await(every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static MultiGauge.Row<?> row(TopicLag lag) {
    return MultiGauge.Row.of(Tags.of("group", lag.group(), "topic", lag.topic()), lag.records());
  }

  @Override
  public void close() {
    loop.close();
  }
}
