package io.longshore.console.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.longshore.console.state.Shared;
import io.longshore.console.view.EventView;
import io.longshore.console.view.StatusView;
import io.longshore.console.view.TailView;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.HttpListener;
import io.longshore.runtime.operator.OperatorDesk;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console over HTTP. Everything is read-only but one route; what it answers is described in
 * {@code API.md}.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Events events;
  private final ImageRoute images;
  private final HttpListener server;

  /**
   * What the routes are made of.
   *
   * @param images opens and shows pictures
   */
  public record Parts(
      Shared shared,
      HostNames names,
      StatusView status,
      TailView tail,
      Token token,
      OperatorDesk desk,
      ArtifactStore artifacts,
      Pictures images) {}

  /**
   * Opens the endpoint.
   *
   * @param port 0 for any free one
   * @param door that requests come in by; its gate is for those that ask for something
   * @param listeners browsers that are told of events at a time
   * @throws PortInUseException if another process has the port
   */
  public HttpEndpoint(
      String host,
      int port,
      FrontDoor door,
      int threads,
      int listeners,
      Parts parts,
      ServiceContext context) {
    this.images = parts.images().route(parts.shared());
    this.events =
        new Events(
            parts.shared(),
            new EventView(parts.status()),
            listeners,
            context.health(),
            context.clock());
    this.server =
        listener(
            new HttpListener.Place("console", host, port, "longshore.console.port", IDLE),
            door,
            threads,
            parts,
            context);
  }

  private HttpListener listener(
      HttpListener.Place place, FrontDoor door, int threads, Parts parts, ServiceContext context) {
    try {
      return HttpListener.open(
          place,
          HttpListener.threads("console", threads),
          config -> {
            door.on(config, place.host(), place.port());
            config.requestLogger.http((x, millis) -> count(context.meters(), x));
            config.routes.before(SecurityHeaders::on);
            config.routes.before(x -> parts.names().require(x.header("Host")));
            pages(config);
            new ViewRoutes(parts.shared(), parts.status(), parts.tail(), context.clock())
                .route(config);
            var models = new ModelRoutes(parts.shared(), parts.artifacts());
            config.routes.get("/api/models/{version}", models::model);
            config.routes.get("/api/models/{version}/model.onnx", models::download);
            config.routes.get("/api/compare", models::compare);
            config.routes.get("/api/image", images::image);
            config.routes.post(
                "/api/requests",
                new RequestRoute(door.gate(), parts.token(), parts.shared(), parts.desk())::ask);
            config.routes.get("/api/events", events::listen);
            problems(config);
          });
    } catch (PortInUseException e) {
      events.close();
      images.close();
      throw e;
    }
  }

  public int port() {
    return server.port();
  }

  private static void pages(JavalinConfig config) {
    var assets = new Assets();
    for (Page page : Page.values()) {
      config.routes.get(page.path(), x -> assets.page(x, page));
    }
    config.routes.get("/assets/<path>", x -> assets.asset(x, x.pathParam("path")));
  }

  private static void problems(JavalinConfig config) {
    config.routes.exception(
        HttpProblem.class,
        (problem, x) -> {
          if (problem.status() == 401) {
            x.header("WWW-Authenticate", "Bearer");
          }
          Reply.write(x, problem.status(), problem.body());
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, x) ->
            Reply.write(
                x, e.getStatus(), Reply.error(e.getStatus(), String.valueOf(e.getMessage()))));
    config.routes.exception(
        Exception.class,
        (e, x) -> {
          log.atError().setCause(e).addKeyValue("path", x.path()).log("a request failed");
          Reply.write(x, 500, Reply.error(500, "the console failed at this request; see its log"));
        });
  }

  private static void count(MeterRegistry meters, Context context) {
    Counter.builder("longshore.console.http.responses")
        .description("requests by the status of their answers")
        .tag("status", Integer.toString(context.statusCode()))
        .register(meters)
        .increment();
  }

  /** Lets the browsers go first: they would keep the server from stopping. */
  @Override
  public void close() {
    events.close();
    server.close();
    images.close();
  }
}
