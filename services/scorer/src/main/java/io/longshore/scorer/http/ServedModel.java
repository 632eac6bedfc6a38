package io.longshore.scorer.http;

import io.javalin.http.Context;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.scorer.scoring.Engine;
import java.util.Objects;
import java.util.Optional;

/**
 * Which model a path names: the stream is the name, and of versions there is the one that is live.
 */
final class ServedModel {
  private final String stream;
  private final Engine engine;

  ServedModel(String stream, Engine engine) {
    this.stream = stream;
    this.engine = engine;
  }

  String name() {
    return stream;
  }

  Optional<ModelManifest> live() {
    return engine.live();
  }

  /**
   * The model that a path names.
   *
   * @throws HttpProblem 404 if there is none of that name or version, 503 if none is live yet
   */
  ModelManifest named(Context context) {
    requireName(context);
    ModelManifest live =
        engine
            .live()
            .orElseThrow(
                () ->
                    new HttpProblem(
                        HttpProblem.UNAVAILABLE,
                        "no model of '%s' is live yet; ask again in a while".formatted(stream)));
    requireVersion(context, live.version());
    return live;
  }

  /**
   * Whether a model that a path names is ready.
   *
   * @throws HttpProblem 404 if there is none of that name or version
   */
  boolean isReady(Context context) {
    requireName(context);
    Optional<ModelManifest> live = engine.live();
    live.ifPresent(model -> requireVersion(context, model.version()));
    return live.isPresent();
  }

  private void requireName(Context context) {
    String name = context.pathParam("name");
    if (!name.equals(stream)) {
      throw new HttpProblem(
          HttpProblem.NOT_FOUND,
          "model '%s' is unknown; this scorer has '%s'".formatted(name, stream));
    }
  }

  /**
   * Requires that a path names no version, or this one.
   *
   * @throws HttpProblem 404 if it names another
   */
  void requireVersion(Context context, ModelVersion version) {
    String asked =
        Objects.requireNonNullElse(context.pathParamMap().get("version"), version.value());
    if (!asked.equals(version.value()) && !asked.equals(version.brief())) {
      throw new HttpProblem(
          HttpProblem.NOT_FOUND,
          "version '%s' of model '%s' is not live; version %s is"
              .formatted(asked, stream, version.brief()));
    }
  }
}
