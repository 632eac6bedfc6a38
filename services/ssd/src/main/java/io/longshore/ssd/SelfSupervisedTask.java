package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.net.Tensor;
import java.util.List;

/** The second loss of stage I while it is trained. It owns whatever is not the encoder's. */
interface SelfSupervisedTask extends AutoCloseable {

  /** Tensors of its own that its loss changes by gradient. */
  List<Tensor> learned();

  /** Tensors of its own that an interrupted training needs to go on. */
  List<Tensor> state();

  /**
   * The task's loss, weight included.
   *
   * @param f features of the images that are classified, on the graph // (batch, d)
   * @param batch whose views from 1 on are the task's own
   * @param mixture how the images behind f were mixed
   */
  NDArray loss(NDArray f, Batch batch, Mixture mixture);

  @Override
  void close();
}
