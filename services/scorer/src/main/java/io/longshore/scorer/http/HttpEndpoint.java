package io.longshore.scorer.http;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.admin.ResponseCounts;
import io.longshore.runtime.http.Admission;
import io.longshore.runtime.http.BodyNotTakenException;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.http.HttpListener;
import io.longshore.runtime.http.RequestBody;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live model over HTTP, by the Open Inference Protocol (KServe V2): a request, and its answer
 * at once. What is asked here is on no topic, and is neither counted nor learned from. The answers
 * are described by {@code /openapi.json}.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final String DOCUMENT = "openapi.json";
  private static final String MODEL = "/v2/models/{name}";
  private static final String VERSION = MODEL + "/versions/{version}";

  private final QueuedThreadPool threads;
  private final Gate gate;
  private final RequestBody body;
  private final InferRoute inference;
  private final HttpListener server;

  /**
   * Opens the endpoint.
   *
   * @param port 0 for any free one
   * @param door that requests come in by
   * @param stream the name of the model
   * @param room where images are decoded
   * @throws PortInUseException if another process has the port
   */
  public HttpEndpoint(
      String host,
      int port,
      FrontDoor door,
      HttpLimits limits,
      String stream,
      Engine engine,
      DecodingRoom room,
      MeterRegistry meters,
      Clock clock) {
    this.threads = HttpListener.threads("scorer", limits.threads());
    this.gate = door.gate();
    this.body = new RequestBody(limits.body(), clock);
    var served = new ServedModel(stream, engine);
    this.inference = new InferRoute(served, engine, limits, room, body);
    var responses =
        new ResponseCounts(meters, "longshore.scorer.http.responses", 200, 400, 401, 429, 503);
    this.server =
        HttpListener.open(
            new HttpListener.Place(
                "scorer", host, port, "longshore.scorer.http.port", limits.idle()),
            threads,
            config -> {
              door.on(config, host, port);
              config.http.compressionStrategy = CompressionStrategy.NONE; // numbers do not shrink
              config.requestLogger.http((context, millis) -> responses.count(context.statusCode()));
              route(config, new ModelRoutes(served), document());
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

  private void route(JavalinConfig config, ModelRoutes models, byte[] document) {
    config.routes.get("/v2", models::server);
    config.routes.get("/v2/health/live", models::live);
    config.routes.get("/v2/health/ready", models::ready);
    for (String model : new String[] {MODEL, VERSION}) {
      config.routes.get(model, models::metadata);
      config.routes.get(model + "/ready", models::modelReady);
      config.routes.post(model + "/infer", this::infer);
    }
    config.routes.get(
        "/openapi.json", context -> context.contentType(Reply.JSON_TYPE).result(document));
  }

  private void infer(Context context) {
    if (gate.admit(context.header("Authorization"), context.ip())
        instanceof Admission.Refused refused) {
      refused.headers().forEach(context::header);
      throw new HttpProblem(refused.status(), refused.message());
    }
    var reply = inference.infer(context);
    context.future(() -> reply.thenAcceptAsync(done -> done.writeTo(context), threads));
  }

  private void problems(JavalinConfig config) {
    config.routes.exception(
        HttpProblem.class, (problem, context) -> problem.reply().writeTo(context));
    config.routes.exception(BodyNotTakenException.class, this::answerEarly);
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            Reply.error(e.getStatus(), String.valueOf(e.getMessage())).writeTo(context));
    config.routes.exception(CompletionException.class, this::answerLate);
    config.routes.exception(Exception.class, HttpEndpoint::answerBroken);
  }

  private void answerEarly(BodyNotTakenException it, Context context) {
    body.answer(it, context, Reply.error(it.reason().status(), it.text()).bytes());
  }

  private void answerLate(CompletionException failure, Context context) {
    if (failure.getCause() instanceof HttpProblem problem) {
      problem.reply().writeTo(context);
    } else {
      answerBroken(failure, context);
    }
  }

  private static void answerBroken(Exception failure, Context context) {
    log.atError().setCause(failure).addKeyValue("path", context.path()).log("a request failed");
    Reply.error(500, "the scorer failed at this request").writeTo(context);
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
