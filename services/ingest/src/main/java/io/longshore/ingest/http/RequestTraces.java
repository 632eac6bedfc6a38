package io.longshore.ingest.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.longshore.runtime.trace.CurrentTrace;
import io.longshore.runtime.trace.TracedWork;
import io.longshore.runtime.trace.Tracing;
import java.util.Objects;

/** A span for each request, of its sender's trace if it names one. */
final class RequestTraces {
  private static final String WORK = "longshore.traced";
  private static final int FIRST_OWN_ERROR = 500;

  private final Tracing tracing;

  RequestTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  /** The handler, within the request's span; itself if nothing is traced. */
  Handler around(Handler handler) {
    if (!tracing.isOn()) {
      return handler;
    }
    return context -> {
      TracedWork work = tracing.request(context.method() + " " + context.path(), context::header);
      context.attribute(WORK, work);
      CurrentTrace.Scope scope = work.enter();
      try {
        handler.handle(context);
      } finally {
        scope.close();
      }
    };
  }

  /** The thread is about the request again, on its way out. */
  CurrentTrace.Scope enter(Context context) {
    return of(context).enter();
  }

  /** The request is answered. */
  void answered(Context context) {
    if (!tracing.isOn()) {
      return;
    }
    TracedWork work = of(context);
    work.says("http.request.method", context.method().name());
    work.says("url.path", context.path());
    work.says("http.response.status_code", context.statusCode());
    if (context.statusCode() >= FIRST_OWN_ERROR) {
      work.failed("answered " + context.statusCode());
    }
    work.end();
  }

  private static TracedWork of(Context context) {
    return Objects.requireNonNullElse(context.attribute(WORK), TracedWork.NONE);
  }
}
