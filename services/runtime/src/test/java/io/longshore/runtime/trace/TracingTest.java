package io.longshore.runtime.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENDER = "b7ad6b7169203331";
  private static final Carrier TRACED = carrier(TRACE, "01");

  @RegisterExtension static final OpenTelemetryExtension SPANS = OpenTelemetryExtension.create();

  private final Tracing tracing = Tracing.of(TracingMode.AGENT, "longshore-test", "0");

  @Test
  void a_request_goes_on_with_the_trace_of_its_sender() {
    TracedWork work = tracing.request("POST /images", TRACED);

    work.end();

    SpanData span = SPANS.getSpans().get(0);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(SENDER);
    assertThat(traceparent(work.headers()))
        .isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void a_request_whose_header_is_no_trace_begins_one() {
    TracedWork work = tracing.request("POST /images", name -> "00-garbage");

    work.end();

    assertThat(SPANS.getSpans().get(0).getParentSpanContext().isValid()).isFalse();
    assertThat(traceparent(work.headers())).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
  }

  @Test
  void a_batch_is_linked_to_the_traces_that_are_kept_and_of_none_of_them() {
    Carrier other = carrier("11111111111111111111111111111111", "01");
    Carrier notKept = carrier("22222222222222222222222222222222", "00");

    tracing
        .batch("score", List.of(TRACED, other, notKept, name -> null), Function.identity())
        .end();

    SpanData span = SPANS.getSpans().get(0);
    assertThat(span.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(context -> context.getTraceId())
        .containsExactly(TRACE, "11111111111111111111111111111111");
    assertThat(span.getTraceId()).isNotEqualTo(TRACE);
  }

  @Test
  void records_without_a_trace_begin_none() {
    TracedWork batch = tracing.batch("score", List.<Carrier>of(name -> null), Function.identity());
    TracedWork writing = tracing.writing("send", name -> null, batch);

    batch.end();
    writing.end();

    assertThat(SPANS.getSpans()).isEmpty();
    assertThat(writing.headers()).isEmpty();
  }

  @Test
  void a_record_that_comes_of_another_is_of_its_trace_and_names_the_batch() {
    TracedWork batch = tracing.batch("score", List.of(TRACED), Function.identity());
    TracedWork writing = tracing.writing("send", TRACED, batch);
    writing.end();
    batch.end();

    SpanData write = SPANS.getSpans().get(0);
    SpanData scored = SPANS.getSpans().get(1);
    assertThat(write.getTraceId()).isEqualTo(TRACE);
    assertThat(write.getParentSpanId()).isEqualTo(SENDER);
    assertThat(write.getLinks().get(0).getSpanContext().getSpanId()).isEqualTo(scored.getSpanId());
  }

  @Test
  void work_is_known_where_it_is_done_and_where_it_is_carried() throws Exception {
    TracedWork work = tracing.request("POST /images", TRACED);
    CurrentTrace.Scope scope = work.enter();
    Function<String, Map<String, byte[]>> carried =
        CurrentTrace.carriedInto(input -> CurrentTrace.headers());
    Map<String, byte[]> here = CurrentTrace.headers();
    scope.close();

    BlockingQueue<Map<String, byte[]>> there = new LinkedBlockingQueue<>();
    new Thread(() -> there.add(carried.apply(""))).start();

    assertThat(traceparent(here)).isEqualTo(traceparent(work.headers()));
    assertThat(traceparent(there.take())).isEqualTo(traceparent(work.headers()));
    assertThat(CurrentTrace.headers()).isEmpty();
  }

  @Test
  void without_tracing_nothing_is_made() {
    TracedWork request = Tracing.OFF.request("POST /images", TRACED);
    TracedWork batch = Tracing.OFF.batch("score", List.of(TRACED), Function.identity());

    assertThat(request).isSameAs(TracedWork.NONE);
    assertThat(batch).isSameAs(TracedWork.NONE);
    assertThat(Tracing.OFF.writing("send", TRACED, batch)).isSameAs(TracedWork.NONE);
    assertThat(request.headers()).isEmpty();
    assertThat(SPANS.getSpans()).isEmpty();
  }

  @Test
  void spans_go_to_a_collector_by_http() throws Exception {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          posted.add(exchange.getRequestURI().getPath() + " " + body);
        });
    collector.start();
    System.setProperty(
        "otel.exporter.otlp.endpoint", "http://127.0.0.1:" + collector.getAddress().getPort());
    try (Tracing otlp = Tracing.of(TracingMode.OTLP, "longshore-test", "7")) {
      otlp.request("POST /images", TRACED).end();
    } finally {
      System.clearProperty("otel.exporter.otlp.endpoint");
      collector.stop(0);
    }

    assertThat(posted.poll(30, TimeUnit.SECONDS))
        .startsWith("/v1/traces ")
        .contains("longshore-test", "longshore.instance", "POST /images");
  }

  @Test
  void what_the_standard_variables_cannot_mean_stops_the_start() {
    System.setProperty("otel.traces.exporter", "carrier-pigeon");
    try {
      assertThatThrownBy(() -> Tracing.of(TracingMode.OTLP, "longshore-test", "0"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("longshore.tracing")
          .hasMessageContaining("carrier-pigeon");
    } finally {
      System.clearProperty("otel.traces.exporter");
    }
  }

  private static Carrier carrier(String trace, String flags) {
    return name -> name.equals("traceparent") ? "00-" + trace + "-" + SENDER + "-" + flags : null;
  }

  private static String traceparent(Map<String, byte[]> headers) {
    return new String(headers.getOrDefault("traceparent", new byte[0]), US_ASCII);
  }
}
