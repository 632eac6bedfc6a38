package io.longshore.standalone.monitoring;

import io.longshore.runtime.Health;
import io.longshore.runtime.LogContext;
import io.longshore.runtime.ServiceLoop;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that logs one line on a thread of a service, with a key and a value. */
final class LoggingProcess {
  private static final Logger log = LoggerFactory.getLogger("io.longshore.test");
  private static final CountDownLatch LOGGED = new CountDownLatch(1);

  private LoggingProcess() {}

  public static void main(String[] arguments) {
    LogContext.during("scorer", "default", LoggingProcess::logOnALoop);
  }

  private static void logOnALoop() {
    try (var loop =
        ServiceLoop.start(
            "test-loop", new Health(reason -> {}), LoggingProcess::step, () -> {}, () -> {})) {
      LOGGED.await();
      assert !loop.isClosing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void step() throws InterruptedException {
    if (LOGGED.getCount() > 0) {
      log.atInfo().addKeyValue("modelVersion", "0a1b").log("serving \"it\"\nnow");
      LOGGED.countDown();
    }
    Thread.sleep(5);
  }
}
