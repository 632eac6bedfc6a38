package io.longshore.standalone.monitoring;

import io.longshore.runtime.Health;
import io.longshore.runtime.LogContext;
import io.longshore.runtime.ServiceLoop;
import java.util.concurrent.CountDownLatch;

/** A process whose one loop fails, which is logged on the loop's thread, with a key and a value. */
final class LoggingProcess {
  private static final CountDownLatch ENDED = new CountDownLatch(1);

  private LoggingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    LogContext.during("scorer", "default", LoggingProcess::failOnALoop);
    ENDED.await();
  }

  private static void failOnALoop() {
    var unused =
        ServiceLoop.start(
            "test-loop",
            new Health(reason -> {}),
            () -> {
              throw new IllegalStateException("for a \"test\"\nof two lines");
            },
            () -> {},
            ENDED::countDown);
  }
}
