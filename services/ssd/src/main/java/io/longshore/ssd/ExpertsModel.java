package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.net.ExpertNetwork;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier of several experts. It answers with the mean of their logits, which is calibrated to
 * balanced classes where their priors are, see {@link Experts}.
 *
 * <p>It is no {@link TrainedModel}, so it is neither exported nor served. It holds native memory
 * until it is closed.
 */
public final class ExpertsModel implements AutoCloseable {
  private final ExpertNetwork network;
  private final int classes;

  /** Takes the network over. */
  ExpertsModel(ExpertNetwork network, int classes) {
    this.network = network;
    this.classes = classes;
  }

  public int experts() {
    return network.experts();
  }

  public int classes() {
    return classes;
  }

  /** Numbers that an answer reads: all experts, and what they share once. */
  public long parameters() {
    return network.learned().stream().mapToLong(Tensor::size).sum();
  }

  /** Logits (n, classes) of images (n, height, width, channels): the mean over the experts. */
  public float[] logits(byte[] images) {
    List<float[]> all = logitsOfEach(images);
    float[] mean = new float[all.get(0).length];
    for (float[] one : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / all.size();
      }
    }
    return mean;
  }

  /** Logits (n, classes) of each expert. */
  public List<float[]> logitsOfEach(byte[] images) {
    int width = experts() * classes;
    float[] rows = Encoding.inBatches(images, network.spec().image(), width, this::batch);
    List<float[]> each = new ArrayList<>();
    for (int e = 0; e < experts(); e++) {
      float[] own = new float[rows.length / experts()];
      for (int i = 0; i < own.length / classes; i++) {
        System.arraycopy(rows, i * width + e * classes, own, i * classes, classes);
      }
      each.add(own);
    }
    return each;
  }

  /** (size, experts, classes). */
  private float[] batch(ByteBuffer images, int size) {
    float[] rows = new float[size * experts() * classes];
    return Torch.withoutGradients(
        () -> {
          try (NDManager step = Torch.newManager(network.compute().device());
              NDArray x = network.images(step, images, size)) {
            List<NDArray> logits = network.logits(x, Mode.EVALUATE);
            for (int e = 0; e < logits.size(); e++) {
              float[] own = logits.get(e).toFloatArray();
              for (int i = 0; i < size; i++) {
                int to = (i * logits.size() + e) * classes;
                System.arraycopy(own, i * classes, rows, to, classes);
              }
            }
            return rows;
          }
        });
  }

  ExpertNetwork network() {
    return network;
  }

  @Override
  public void close() {
    network.close();
  }
}
