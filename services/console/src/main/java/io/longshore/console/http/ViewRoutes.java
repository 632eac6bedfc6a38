package io.longshore.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.longshore.console.state.JudgedImage;
import io.longshore.console.state.Known;
import io.longshore.console.state.Shared;
import io.longshore.console.state.View;
import io.longshore.console.view.ClassFacts;
import io.longshore.console.view.ClassView;
import io.longshore.console.view.DriftView;
import io.longshore.console.view.FlowView;
import io.longshore.console.view.ModelsView;
import io.longshore.console.view.RejectsView;
import io.longshore.console.view.StatusView;
import io.longshore.console.view.TailView;
import io.longshore.console.view.TrainingView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the pages show. */
final class ViewRoutes {
  private static final int REJECTS = 50;
  private static final int MOST_REJECTS = 200;

  private final Shared shared;
  private final StatusView status;
  private final Clock clock;
  private final ClassView one;
  private final Remembered<ClassFacts> tail;
  private final Remembered<JsonNode> drift;
  private final Remembered<JsonNode> models;
  private final Remembered<JsonNode> flow;
  private final Remembered<JsonNode> training;

  ViewRoutes(Shared shared, StatusView status, TailView tail, Clock clock) {
    this.shared = shared;
    this.status = status;
    this.clock = clock;
    this.one = new ClassView(tail);
    this.tail = new Remembered<>(shared, View.TAIL, ClassFacts::of, tail::of);
    this.drift = atOnce(View.DRIFT, DriftView::of);
    this.models = atOnce(View.MODELS, ModelsView::of);
    this.flow = atOnce(View.FLOW, FlowView::of);
    this.training = atOnce(View.TRAINING, TrainingView::of);
  }

  private Remembered<JsonNode> atOnce(View view, Function<Known, JsonNode> show) {
    return new Remembered<>(shared, view, show, json -> json);
  }

  void route(JavalinConfig config) {
    config.routes.get(
        "/api/status",
        x -> Reply.write(x, 200, shared.look(known -> status.of(known, clock.instant()))));
    config.routes.get("/api/tail", x -> write(x, tail));
    config.routes.get("/api/class", this::oneClass);
    config.routes.get("/api/drift", x -> write(x, drift));
    config.routes.get("/api/models", x -> write(x, models));
    config.routes.get("/api/flow", x -> write(x, flow));
    config.routes.get("/api/training", x -> write(x, training));
    config.routes.get("/api/rejects", this::rejects);
  }

  private static void write(Context context, Remembered<?> view) {
    context.contentType(Reply.JSON_TYPE).result(view.bytes());
  }

  private void oneClass(Context context) {
    String name = context.queryParam("name");
    if (name == null || name.isBlank()) {
      throw new HttpProblem(400, "'name' must be the name of a class");
    }
    ClassFacts facts = shared.look(ClassFacts::of);
    List<JudgedImage> recent = shared.look((Known known) -> known.images().of(name));
    Reply.write(
        context,
        200,
        one.of(facts, name, recent)
            .orElseThrow(() -> new HttpProblem(404, "nobody has named a class so yet")));
  }

  private void rejects(Context context) {
    Optional<String> service = Optional.ofNullable(context.queryParam("service"));
    int limit = limit(Optional.ofNullable(context.queryParam("limit")));
    Reply.write(
        context,
        200,
        RejectsView.of(shared.look((Known known) -> known.rejections().newest(service, limit))));
  }

  private static int limit(Optional<String> text) {
    if (text.isEmpty()) {
      return REJECTS;
    }
    if (!text.get().matches("[0-9]{1,3}")) {
      throw outside();
    }
    int limit = Integer.parseInt(text.get());
    if (limit < 1 || limit > MOST_REJECTS) {
      throw outside();
    }
    return limit;
  }

  private static HttpProblem outside() {
    return new HttpProblem(400, "'limit' must be 1 to " + MOST_REJECTS);
  }
}
