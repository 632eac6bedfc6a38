package io.longshore.standalone.security;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is said of HTTPS from now on. */
final class HttpsLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.longshore.runtime.http");
  private final List<String> said = new CopyOnWriteArrayList<>();

  HttpsLog() {
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    said.add(event.getFormattedMessage());
  }

  /** Returns when it was said; the timeout of the test bounds the wait. */
  void await(String text) throws InterruptedException {
    while (said.stream().noneMatch(line -> line.contains(text))) {
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
