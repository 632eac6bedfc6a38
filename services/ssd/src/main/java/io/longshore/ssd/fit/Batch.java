package io.longshore.ssd.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One step's images and labels. All of it belongs to {@code step} and is gone after it.
 *
 * @param step whatever is computed from the batch is freed with this manager
 * @param views uint8 (batch, height, width, channels), one for each augmentation the objective
 *     asked for
 * @param labels int64 (batch)
 * @param random the stream of the step
 */
public record Batch(NDManager step, List<NDArray> views, NDArray labels, SplittableRandom random) {

  public NDArray view(int i) {
    return views.get(i);
  }
}
