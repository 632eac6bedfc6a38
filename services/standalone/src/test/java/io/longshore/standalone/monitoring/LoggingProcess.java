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

  private LoggingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    var logged = new CountDownLatch(1);
    ServiceLoop loop;
    try (var context = LogContext.of("scorer", "default")) {
      loop =
          ServiceLoop.start(
              "test-loop",
              new Health(reason -> {}),
              () -> {
                if (logged.getCount() > 0) {
                  log.atInfo().addKeyValue("modelVersion", "0a1b").log("serving \"it\"\nnow");
                  logged.countDown();
                }
                Thread.sleep(5);
              },
              () -> {},
              () -> {});
    }
    logged.await();
    loop.close();
  }
}
