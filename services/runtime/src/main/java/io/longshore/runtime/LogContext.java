package io.longshore.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which service of which stream a line of the log is from: of all that is logged while it is open,
 * and on the threads that are started meanwhile.
 */
public final class LogContext implements AutoCloseable {
  private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

  private LogContext() {}

  /** From here on lines are of this service. */
  public static LogContext of(String service, String stream) {
    var context = new LogContext();
    MDC.put("service", service);
    MDC.put("stream", stream);
    return context;
  }

  /** The same work, with what is known where this is called. */
  static Runnable handedOn(Runnable work) {
    Map<String, String> known = MDC.getCopyOfContextMap();
    return () -> {
      if (known != null) {
        MDC.setContextMap(known);
      }
      work.run();
    };
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
