package io.longshore.ssd.fit;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.net.Tensor;
import java.util.List;

/** What a stage tells the epoch loop: the loss of a batch, and which tensors it is about. */
public interface Objective {

  Stage stage();

  /** The views of each image that a batch holds. */
  List<Augmentation> views();

  /** The tensors that the loss changes by its gradient. */
  List<Tensor> learned();

  /**
   * Everything that an interrupted stage needs to go on: the learned tensors, statistics, copies,
   * queues.
   */
  List<Tensor> state();

  /** The loss of one batch, a single number on the graph of the learned tensors. */
  NDArray loss(Batch batch);
}
