package io.longshore.ssd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.torch.Torch;
import java.util.Arrays;

/**
 * Logit adjustment (Menon et al., ICLR 2021; with tau = 1 balanced softmax, Ren et al., NeurIPS
 * 2020): a head learns {@code CE(z + tau log(n_c / n), y)}, so that z itself is balanced.
 */
final class LogitAdjustment implements AutoCloseable {
  private final NDManager manager;
  private final NDArray adjustment; // tau log(n_c / n), (classes)

  LogitAdjustment(int[] counts, double strength, Device device) {
    this.manager = Torch.newManager(device);
    this.adjustment = manager.create(of(counts, strength));
  }

  /** A class without images is adjusted by 0: cross-entropy then pushes it away, as it should. */
  static float[] of(int[] counts, double strength) {
    double images = Arrays.stream(counts).sum();
    float[] adjustment = new float[counts.length];
    for (int c = 0; c < counts.length; c++) {
      adjustment[c] = counts[c] == 0 ? 0 : (float) (strength * Math.log(counts[c] / images));
    }
    return adjustment;
  }

  /** z + tau log(n_c / n) // (batch, classes). */
  NDArray adjusted(NDArray z) {
    return z.add(adjustment);
  }

  @Override
  public void close() {
    manager.close();
  }
}
