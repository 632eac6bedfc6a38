package io.longshore.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Map;

/**
 * Work with a span.
 *
 * @param context that has the span
 */
record SpanWork(Span span, Context context) implements TracedWork {

  static SpanWork of(Span span) {
    return new SpanWork(span, Context.root().with(span));
  }

  @Override
  public CurrentTrace.Scope enter() {
    return CurrentTrace.enter(context);
  }

  @Override
  public Map<String, byte[]> headers() {
    return TraceHeaders.of(context);
  }

  @Override
  public void says(String name, String value) {
    span.setAttribute(name, value);
  }

  @Override
  public void says(String name, long value) {
    span.setAttribute(name, value);
  }

  @Override
  public void failed(String why) {
    span.setStatus(StatusCode.ERROR, why);
  }

  @Override
  public void end() {
    span.end();
  }
}
