package io.longshore.ssd.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Gradient recording, thread by thread.
 *
 * <p>DJL's own {@code GradientCollector} admits one recording in a process; PyTorch needs no such
 * limit, since its gradient mode belongs to a thread. A process that retrains in one thread and
 * computes features in another is why this class exists. It also turns recording off by default:
 * PyTorch starts every new thread with recording on, and a forward pass would then keep every
 * activation alive.
 */
public final class Torch {
  private Torch() {}

  /** A manager of arrays in main memory, directly below the engine. Whoever asked closes it. */
  public static NDManager newManager() {
    return newManager(Device.cpu());
  }

  /** A manager whose new arrays lie on that device. Whoever asked closes it. */
  public static NDManager newManager(Device device) {
    return engine().newBaseManager(device);
  }

  /** Version of the loaded libtorch. */
  public static String version() {
    return engine().getVersion();
  }

  /** Whether an array can be made on the first GPU. */
  public static boolean canUseGpu() {
    return canUse(Device.gpu(0));
  }

  /**
   * Whether an array can be made on that GPU. Tried out, since DJL counts GPUs by a CUDA library of
   * a name that a PyTorch wheel does not install.
   */
  static boolean canUse(Device gpu) {
    if (!engine().hasCapability(StandardCapabilities.CUDA)) {
      return false;
    }
    try (NDManager there = newManager(gpu);
        NDArray one = there.ones(new Shape(1))) {
      return one.getDevice().equals(gpu);
    } catch (EngineException e) {
      return false;
    }
  }

  /**
   * Sets the number of threads one operation may use. Results are bit-identical only at the same
   * number.
   */
  public static void useThreads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  /** Arrays alive in the whole process; a number that grows from step to step is a leak. */
  public static int liveArrays() {
    try (NDManager any = newManager()) {
      return any.getParentManager().getManagedArrays().size();
    }
  }

  /** Runs {@code work} without recording gradients in this thread. */
  public static <T> T withoutGradients(Supplier<T> work) {
    return inMode(false, work);
  }

  /**
   * Records the forward pass of {@code loss} and runs it backwards, which adds to the gradient of
   * every tensor that {@linkplain NDArray#setRequiresGradient requires one}.
   *
   * @return the value of the loss
   */
  public static float differentiate(Supplier<NDArray> loss) {
    NDArray scalar = inMode(true, loss);
    float value = scalar.getFloat();
    try (NDArray one = scalar.onesLike()) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
    return value;
  }

  /**
   * Runs a piece of work of seconds at most, a training step, say, which a process that ends waits
   * for.
   */
  public static <T> T uninterrupted(Supplier<T> step) {
    Farewell.enter();
    try {
      return step.get();
    } finally {
      Farewell.leave();
    }
  }

  /** {@link #uninterrupted Uninterrupted} and {@link #withoutGradients without gradients}. */
  public static <T> T evaluate(Supplier<T> step) {
    return uninterrupted(() -> withoutGradients(step));
  }

  /**
   * x times a number, safe under differentiation: DJL's own {@code mul(Number)} frees the number's
   * memory when the operation returns, but the backward pass reads it again.
   */
  public static NDArray times(NDArray x, double factor) {
    return x.mul(x.getManager().create((float) factor));
  }

  /** Runs a forward pass with its convolutions in that precision. */
  public static <T> T inPrecision(Compute compute, Supplier<T> forward) {
    return compute.precision() == Precision.BFLOAT16
        ? Autocast.bfloat16(compute.device(), forward)
        : forward.get();
  }

  private static <T> T inMode(boolean recording, Supplier<T> work) {
    engine();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recording);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private static Engine engine() {
    return Engine.getEngine("PyTorch");
  }
}
