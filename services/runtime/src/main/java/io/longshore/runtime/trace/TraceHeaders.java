package io.longshore.runtime.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The headers {@code traceparent} and {@code tracestate} of <a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>, on requests and on records.
 */
final class TraceHeaders {
  private static final TextMapPropagator FORM = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<Carrier> READING =
      (carrier, name) -> carrier == null ? null : carrier.header(name);

  private TraceHeaders() {}

  /** The context that the headers name; the empty one if they name none, or are not well formed. */
  static Context read(Carrier carrier) {
    return FORM.extract(Context.root(), carrier, READING);
  }

  static Map<String, byte[]> of(Context context) {
    var headers = new HashMap<String, byte[]>();
    FORM.inject(
        context,
        headers,
        (map, name, value) -> Objects.requireNonNull(map).put(name, value.getBytes(US_ASCII)));
    return Map.copyOf(headers);
  }
}
