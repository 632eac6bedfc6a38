package io.longshore.ingest.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.longshore.ingest.InFlight;
import io.longshore.ingest.IngestPipeline;
import io.longshore.ingest.LabelPipeline;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.admin.ResponseCounts;
import io.longshore.runtime.http.Admission;
import io.longshore.runtime.http.BodyNotTakenException;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.http.HttpListener;
import io.longshore.runtime.http.RequestBody;
import io.longshore.runtime.trace.CurrentTrace;
import io.longshore.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest over HTTP. Room for a body is taken before the body is read, and given back when its
 * answer is known; no room is an answer too, 503. The answers are described by {@code
 * /openapi.json}.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final String DOCUMENT = "openapi.json";

  /** A batch is held twice: as it came, and as the images of it. */
  private static final int BATCH_WEIGHT = 2;

  private final QueuedThreadPool threads;
  private final Gate gate;
  private final InFlight inFlight;
  private final RequestBody body;
  private final RequestTraces traces;
  private final HttpListener server;

  @FunctionalInterface
  private interface Work {
    CompletableFuture<Answer> answer(Context context, byte[] body, InFlight.Share share);
  }

  /**
   * Opens the endpoint.
   *
   * @param port 0 for any free one
   * @param door that requests come in by
   * @throws PortInUseException if another process has the port
   */
  public HttpEndpoint(
      String host,
      int port,
      FrontDoor door,
      HttpLimits limits,
      IngestPipeline images,
      LabelPipeline labels,
      InFlight inFlight,
      MeterRegistry meters,
      Tracing tracing,
      Clock clock) {
    this.threads = HttpListener.threads("ingest", limits.threads());
    this.gate = door.gate();
    this.inFlight = inFlight;
    this.body = new RequestBody(limits.body(), clock);
    this.traces = new RequestTraces(tracing);
    var imageRoutes = new ImageRoutes(images, limits.batchImages());
    var labelRoutes = new LabelRoutes(labels);
    byte[] document = document();
    var responses =
        new ResponseCounts(meters, "longshore.ingest.http.responses", 202, 400, 401, 413, 429, 503);
    this.server =
        HttpListener.open(
            new HttpListener.Place(
                "ingest", host, port, "longshore.ingest.http.port", limits.idle()),
            threads,
            config -> {
              door.on(config, host, port);
              config.requestLogger.http(
                  (context, millis) -> {
                    responses.count(context.statusCode());
                    traces.answered(context);
                  });
              config.routes.post("/images", with(limits.imageBytes(), 1, imageRoutes::image));
              config.routes.post(
                  "/images/batch", with(limits.batchBytes(), BATCH_WEIGHT, imageRoutes::batch));
              config.routes.post(
                  "/labels",
                  with(limits.labelBytes(), 1, (x, read, share) -> labelRoutes.labels(x, read)));
              config.routes.get(
                  "/openapi.json",
                  context -> context.contentType("application/json").result(document));
              problems(config);
            });
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private void problems(JavalinConfig config) {
    config.routes.exception(
        HttpProblem.class, (problem, context) -> problem.answer().writeTo(context));
    config.routes.exception(BodyNotTakenException.class, this::answerEarly);
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            Answer.error(e.getStatus(), HttpStatus.forStatus(e.getStatus()).name(), e.getMessage())
                .writeTo(context));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          CurrentTrace.Scope scope = traces.enter(context);
          log.atError().setCause(e).addKeyValue("path", context.path()).log("a request failed");
          scope.close();
          Answer.error(500, "INTERNAL", "ingest failed at this request; send it again")
              .writeTo(context);
        });
  }

  private void answerEarly(BodyNotTakenException it, Context context) {
    body.answer(
        it, context, Answer.error(it.reason().status(), it.reason().name(), it.text()).bytes());
  }

  private Handler with(int limit, int weight, Work work) {
    return traces.around(untraced(limit, weight, work));
  }

  private Handler untraced(int limit, int weight, Work work) {
    return context -> {
      if (gate.admit(context.header("Authorization"), context.ip())
          instanceof Admission.Refused refused) {
        refused.headers().forEach(context::header);
        throw new HttpProblem(refused.status(), refused.error(), refused.message());
      }
      InFlight.Share share =
          inFlight
              .tryTake((long) weight * RequestBody.expected(context, limit))
              .orElseThrow(() -> new HttpProblem(Answer.UNAVAILABLE, "BUSY", inFlight.reason()));
      CompletableFuture<Answer> answer;
      try {
        answer = work.answer(context, body.read(context, limit), share);
      } catch (RuntimeException | Error e) {
        share.close();
        throw e;
      }
      context.future(
          () ->
              answer
                  .whenComplete((done, failure) -> share.close())
                  .thenAcceptAsync(done -> done.writeTo(context), threads));
    };
  }

  private static byte[] document() {
    try (InputStream in =
        Objects.requireNonNull(HttpEndpoint.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + DOCUMENT + " cannot be read", e);
    }
  }
}
