package io.longshore.runtime;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that repeats a step until it is closed. A step that throws is a bug or a broken world:
 * it is logged, the part is broken, the loop ends.
 */
public final class ServiceLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceLoop.class);

  /** The step repeated; blocks for a bounded time when there is nothing to do. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  private final Thread thread;
  private final Runnable wake;
  private volatile boolean closing;

  private ServiceLoop(String part, Health health, Step step, Runnable wake, Runnable finish) {
    this.wake = wake;
    this.thread =
        new Thread(
            LogContext.handedOn(
                () -> {
                  try {
                    while (!closing) {
                      step.run();
                    }
                  } catch (Exception | Error e) {
                    if (e instanceof InterruptedException) {
                      Thread.currentThread().interrupt();
                    }
                    if (!closing) {
                      log.atError()
                          .setCause(e)
                          .addKeyValue("part", part)
                          .log("loop ended by a failure");
                      health.broken(part, String.valueOf(e));
                    }
                  } finally {
                    finish.run();
                  }
                }),
            part);
  }

  /**
   * Starts the thread.
   *
   * @param part name of the thread and of the part in health
   * @param health told when the loop breaks
   * @param step what to repeat
   * @param wake makes a blocked step return, when closing
   * @param finish runs on the thread when the loop has ended, however it ended
   */
  public static ServiceLoop start(
      String part, Health health, Step step, Runnable wake, Runnable finish) {
    var loop = new ServiceLoop(part, health, step, wake, finish);
    loop.thread.start();
    return loop;
  }

  /** Asks the loop to end and waits for the step under way. */
  @Override
  public void close() {
    closing = true;
    wake.run();
    try {
      if (Thread.currentThread() != thread && !joined()) {
        log.atWarn().addKeyValue("part", thread.getName()).log("did not stop within 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean joined() throws InterruptedException {
    thread.join(Duration.ofSeconds(30).toMillis());
    return !thread.isAlive();
  }

  public boolean isClosing() {
    return closing;
  }
}
