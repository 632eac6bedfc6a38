package io.longshore.runtime;

import java.util.Map;
import org.slf4j.MDC;

/** Which service of which stream a line of the log is from. */
public final class LogContext {
  private LogContext() {}

  /** Does work whose lines, and those of the loops it starts, are of a service. */
  public static void during(String service, String stream, Runnable work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.put("service", service);
    MDC.put("stream", stream);
    try {
      work.run();
    } finally {
      if (before == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    }
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
}
