package io.longshore.runtime.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins spans, or, when tracing is off, nothing at all. A trace begins with a request; records
 * that came without one begin none.
 */
public final class Tracing implements AutoCloseable {

  /** Nothing is traced. */
  public static final Tracing OFF = new Tracing(null, () -> {});

  private static final String SCOPE = "io.longshore";

  private final @Nullable Tracer tracer;
  private final Runnable ending;

  private Tracing(@Nullable Tracer tracer, Runnable ending) {
    this.tracer = tracer;
    this.ending = ending;
  }

  /**
   * Tracing of this process.
   *
   * @param service what its spans are of, unless {@code OTEL_SERVICE_NAME} says it
   * @param instance which process of the service
   * @throws IllegalArgumentException if {@code OTEL_*} variables say what cannot be
   */
  public static Tracing of(TracingMode mode, String service, String instance) {
    return switch (mode) {
      case OFF -> OFF;
      case OTLP -> {
        var exporter = OtlpExport.start(service, instance);
        yield new Tracing(tracer(exporter.openTelemetry()), exporter::close);
      }
      case AGENT -> new Tracing(tracer(GlobalOpenTelemetry.get()), () -> {});
    };
  }

  private static Tracer tracer(OpenTelemetry openTelemetry) {
    return openTelemetry.getTracer(SCOPE);
  }

  /** Whether anything is traced. */
  public boolean isOn() {
    return tracer != null;
  }

  /** A request that this process answers: of its sender's trace, or the begin of one. */
  public TracedWork request(String name, Carrier headers) {
    if (tracer == null) {
      return TracedWork.NONE;
    }
    return begun(
        tracer
            .spanBuilder(name)
            .setParent(TraceHeaders.read(headers))
            .setSpanKind(SpanKind.SERVER));
  }

  /**
   * Work on several records at once: a trace of its own, linked to the traces that the records are
   * of. Without any such there is none.
   *
   * @param headers where those of a record are
   */
  public <T> TracedWork batch(String name, List<T> records, Function<T, Carrier> headers) {
    if (tracer == null) {
      return TracedWork.NONE;
    }
    SpanBuilder builder = tracer.spanBuilder(name).setNoParent().setSpanKind(SpanKind.CONSUMER);
    boolean any = false;
    for (T record : records) {
      SpanContext origin = origin(TraceHeaders.read(headers.apply(record)));
      if (origin.isSampled()) {
        builder.addLink(origin);
        any = true;
      }
    }
    return any ? begun(builder) : TracedWork.NONE;
  }

  /**
   * The writing of a record that comes of another one: of that one's trace, if it has one.
   *
   * @param origin headers of the record it comes of
   * @param batch the work on several that it was made in
   */
  public TracedWork writing(String name, Carrier origin, TracedWork batch) {
    if (tracer == null) {
      return TracedWork.NONE;
    }
    Context parent = TraceHeaders.read(origin);
    if (!origin(parent).isValid()) {
      return TracedWork.NONE;
    }
    SpanBuilder builder = tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.PRODUCER);
    if (batch instanceof SpanWork work) {
      builder.addLink(work.span().getSpanContext());
    }
    return begun(builder);
  }

  private static SpanContext origin(Context context) {
    return Span.fromContext(context).getSpanContext();
  }

  private static TracedWork begun(SpanBuilder builder) {
    return SpanWork.of(builder.startSpan());
  }

  /** Sends what was not sent yet, for a bounded time. */
  @Override
  public void close() {
    ending.run();
  }
}
