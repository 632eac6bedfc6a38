package io.longshore.scorer.scoring;

import io.longshore.domain.model.ModelManifest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Scores single requests by the models that are served now, gathered into batches with whatever
 * else waits. Safe for many threads.
 */
public interface Engine {

  /** The model that answers now; empty before the first. */
  Optional<ModelManifest> live();

  /**
   * Scores images.
   *
   * @param pixels (images, height, width, channels) unsigned bytes, as the live model's recipe
   *     says; not kept after the future is done
   * @param images how many, at least 1
   * @return completes with the answer; exceptionally with {@link EngineBusyException} if too much
   *     waits already, or with {@link UnscorableImageException}
   */
  CompletableFuture<Answer> score(byte[] pixels, int images);

  /**
   * What a model said.
   *
   * @param model the model that answered
   * @param logits (images, classes), trimmed as those of the stream are
   */
  record Answer(ModelManifest model, float[] logits) {}
}
