package io.longshore.runtime.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a server that looks at something now and then, on a daemon thread of its own, for as
 * long as the server runs. A look that fails is not the last one.
 */
abstract class Lookout extends AbstractLifeCycle {
  private static final Logger log = LoggerFactory.getLogger(Lookout.class);

  private final Duration every;
  private final ScheduledExecutorService looking;

  /**
   * @param thread its name
   * @param every from the end of a look to the next
   */
  Lookout(String thread, Duration every) {
    this.every = every;
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var daemon = new Thread(task, thread);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Takes a moment; called by one thread. */
  abstract void look();

  @Override
  protected void doStart() {
    var unused =
        looking.scheduleWithFixedDelay(
            this::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    looking.shutdownNow();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("{} could not look", Thread.currentThread().getName());
    }
  }
}
