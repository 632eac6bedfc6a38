package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.longshore.ssd.torch.Torch;

/** The three losses of the paper. Each is a mean over the batch. */
final class Losses {
  private Losses() {}

  /**
   * {@code CE = -1/B sum_i log softmax(z_i)[y_i]}.
   *
   * @param z logits // (batch, classes)
   * @param y labels // (batch)
   */
  static NDArray crossEntropy(NDArray z, NDArray y) {
    return z.logSoftmax(1).gather(y.reshape(-1, 1), 1).mean().neg();
  }

  /**
   * {@code L_con = -1/B sum_i log( e^(q_i.k_i/t) / (e^(q_i.k_i/t) + sum_{j: y_j != y_i}
   * e^(q_i.k_j/t)) )}, where j runs over the queue. A queued key of the same class is no negative:
   * log 0 is added to its logit.
   *
   * @param q queries of length 1 // (batch, width)
   * @param k their keys // (batch, width)
   * @param y labels // (batch)
   * @param queue earlier keys // (queue, width)
   * @param queueLabels their classes, -1 where unknown // (queue)
   */
  static NDArray contrastive(
      NDArray q, NDArray k, NDArray y, NDArray queue, NDArray queueLabels, double temperature) {
    NDArray positive = q.mul(k).sum(new int[] {1}, true); // (batch, 1)
    NDArray negative = q.matMul(queue.transpose()); // (batch, queue)
    NDArray otherClass = y.reshape(-1, 1).neq(queueLabels.reshape(1, -1)); // (batch, queue)
    NDArray masked =
        times(negative, 1 / temperature).add(otherClass.toType(DataType.FLOAT32, true).log());
    NDArray logits = NDArrays.concat(new NDList(times(positive, 1 / temperature), masked), 1);
    return logits.logSoftmax(1).get(":, 0").mean().neg();
  }

  /**
   * {@code KD = T^2/B sum_i KL( softmax(t_i/T) || softmax(u_i/T) )}.
   *
   * @param u the student's logits // (batch, classes)
   * @param t the teacher's logits, without gradient // (batch, classes)
   */
  static NDArray distillation(NDArray u, NDArray t, double temperature) {
    NDArray logQ = times(u, 1 / temperature).logSoftmax(1);
    NDArray logP = times(t, 1 / temperature).logSoftmax(1);
    NDArray p = times(t, 1 / temperature).softmax(1);
    return times(p.mul(logP.sub(logQ)).sum(new int[] {1}).mean(), temperature * temperature);
  }

  /** The loss of nothing: 0, without a gradient. */
  static NDArray none(NDManager step) {
    return step.create(0f);
  }

  /** {@link Torch#times}. */
  static NDArray times(NDArray x, double factor) {
    return Torch.times(x, factor);
  }
}
