package io.longshore.standalone.monitoring;

import io.longshore.runtime.Health;
import io.longshore.runtime.LogContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.trace.Tracing;
import io.longshore.runtime.trace.TracingMode;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A process whose one loop fails, which is logged on the loop's thread, with a key and a value, in
 * the trace that the environment names, if it names one.
 */
final class LoggingProcess {
  private static final CountDownLatch ENDED = new CountDownLatch(1);

  private static final Tracing TRACING = Tracing.of(TracingMode.OTLP, "longshore-test", "0");

  private LoggingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    LogContext.during("scorer", "default", LoggingProcess::failOnALoop);
    ENDED.await();
  }

  private static @Nullable String header(String name) {
    return name.equals("traceparent") ? System.getenv("TRACEPARENT") : null;
  }

  private static void failOnALoop() {
    var unused =
        ServiceLoop.start(
            "test-loop",
            new Health(reason -> {}),
            () -> {
              TRACING.request("a test", LoggingProcess::header).enter();
              throw new IllegalStateException("for a \"test\"\nof two lines");
            },
            () -> {},
            ENDED::countDown);
  }
}
