package io.longshore.console.http;

import io.javalin.http.Context;
import io.longshore.console.state.Known;
import io.longshore.console.state.Link;
import io.longshore.console.state.Shared;
import io.longshore.console.view.CompareView;
import io.longshore.console.view.ModelView;
import io.longshore.domain.model.ModelCard;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.onnx.MergedModel;
import io.longshore.onnx.UnmergeableModelException;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.ArtifactUnavailableException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** One model, two beside each other, and the file of one. */
final class ModelRoutes {
  private static final long LARGEST = 512L << 20;

  private final Shared shared;
  private final ArtifactStore artifacts;

  /** A file is held three times: its two parts, and the whole. */
  private final Semaphore downloads = new Semaphore(1);

  ModelRoutes(Shared shared, ArtifactStore artifacts) {
    this.shared = shared;
    this.artifacts = artifacts;
  }

  void model(Context context) {
    ModelManifest model = manifest(context.pathParam("version"));
    Reply.write(context, 200, shared.look(known -> ModelView.of(known, model)));
  }

  void compare(Context context) {
    ModelManifest a = manifest(context.queryParam("a"));
    ModelManifest b = manifest(context.queryParam("b"));
    CompareView.Side left = shared.look(known -> side(known, a));
    CompareView.Side right = shared.look(known -> side(known, b));
    Reply.write(context, 200, CompareView.of(left, right));
  }

  private static CompareView.Side side(Known known, ModelManifest model) {
    return new CompareView.Side(model, known.judgements().of(model.version()));
  }

  void download(Context context) {
    ModelManifest model = manifest(context.pathParam("version"));
    if (shared.look(known -> known.link().state()) != Link.State.CONNECTED) {
      throw new HttpProblem(503, "there is no broker to fetch the model from");
    }
    if (model.backbone().size() + model.head().size() > LARGEST) {
      throw new HttpProblem(
          409, "the model is larger than %d bytes; fetch its artifacts".formatted(LARGEST));
    }
    if (!downloads.tryAcquire()) {
      throw new HttpProblem(429, "another model is being fetched; ask again in a while");
    }
    try {
      byte[] file =
          MergedModel.write(
              artifacts.fetch(model.backbone()),
              artifacts.fetch(model.head()),
              ModelCard.of(model).entries());
      context.header(
          "Content-Disposition",
          "attachment; filename=\"longshore-%s.onnx\"".formatted(model.version().brief()));
      context.contentType("application/octet-stream").result(file);
    } catch (ArtifactUnavailableException e) {
      throw new HttpProblem(409, String.valueOf(e.getMessage()));
    } catch (UnmergeableModelException e) {
      throw new HttpProblem(409, "the artifacts do not form one file: " + e.getMessage());
    } catch (KafkaException e) {
      throw new HttpProblem(503, "the model could not be fetched: " + e.getMessage());
    } finally {
      downloads.release();
    }
  }

  private ModelManifest manifest(@Nullable String text) {
    ModelVersion version;
    try {
      version = new ModelVersion(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "a version is 64 hexadecimal digits; /api/models lists them");
    }
    return shared
        .look((Known known) -> known.shelf().of(version))
        .orElseThrow(
            () ->
                new HttpProblem(
                    404,
                    "there is no model %s here; /api/models lists them"
                        .formatted(version.brief())));
  }
}
