package io.longshore.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The traced work that this thread is about, if any. */
public final class CurrentTrace {
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";

  private CurrentTrace() {}

  /** Until it is closed, on the same thread. */
  public interface Scope extends AutoCloseable {
    /** Of no trace. */
    Scope NONE = () -> {};

    @Override
    void close();
  }

  /** What a record gets so that whoever reads it can go on with the trace; empty without one. */
  public static Map<String, byte[]> headers() {
    Context now = Context.current();
    return isTraced(now) ? TraceHeaders.of(now) : Map.of();
  }

  /** The function, so that on whatever thread it runs it is about what this thread is about now. */
  public static <T, R> Function<T, R> carriedInto(Function<T, R> function) {
    Context now = Context.current();
    if (!isTraced(now)) {
      return function;
    }
    return input -> {
      Scope scope = enter(now);
      try {
        return function.apply(input);
      } finally {
        scope.close();
      }
    };
  }

  /** Lines of the log say which trace and span they are of, by OpenTelemetry's names for that. */
  @SuppressWarnings("MustBeClosed") // by the scope that is returned
  static Scope enter(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    String trace = MDC.get(TRACE);
    String parent = MDC.get(SPAN);
    MDC.put(TRACE, span.getTraceId());
    MDC.put(SPAN, span.getSpanId());
    io.opentelemetry.context.Scope scope = context.makeCurrent();
    return () -> {
      scope.close();
      restore(TRACE, trace);
      restore(SPAN, parent);
    };
  }

  private static void restore(String key, @Nullable String before) {
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }

  private static boolean isTraced(Context context) {
    return Span.fromContext(context).getSpanContext().isValid();
  }
}
