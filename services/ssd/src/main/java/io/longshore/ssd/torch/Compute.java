package io.longshore.ssd.torch;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and how the engine computes. The same training under another {@code Compute} gives a model
 * that differs by rounding, so it belongs to what identifies a training.
 */
public record Compute(Device device, Precision precision, Layout layout) {
  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  /** The deterministic default. */
  public static final Compute CPU =
      new Compute(Device.cpu(), Precision.FLOAT32, Layout.CHANNELS_LAST);

  /**
   * Float32 on the device of that name.
   *
   * @param device {@code cpu}, {@code gpu:N}, or {@code auto}: the first GPU if the engine can use
   *     one
   * @throws IllegalArgumentException if there is no such device here
   */
  public static Compute on(String device) {
    if (device.equals("cpu")) {
      return CPU;
    }
    if (device.equals("auto")) {
      return Torch.canUseGpu() ? CPU.with(Device.gpu(0)) : CPU;
    }
    Matcher gpu = GPU.matcher(device);
    if (!gpu.matches()) {
      throw new IllegalArgumentException("the device is auto, cpu or gpu:N, not '" + device + "'");
    }
    Device chosen = Device.gpu(Integer.parseInt(gpu.group(1)));
    if (!Torch.canUse(chosen)) {
      throw new IllegalArgumentException(
          "there is no "
              + device
              + ": this libtorch ("
              + Torch.version()
              + ") is built without CUDA, finds no driver, or finds fewer GPUs; see PYTORCH_LIBRARY_PATH");
    }
    return CPU.with(chosen);
  }

  /** The name of the device that {@link #on} takes, never {@code auto}. */
  public String deviceName() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  public Compute with(Device other) {
    return new Compute(other, precision, layout);
  }

  /**
   * The same in another precision.
   *
   * @throws IllegalStateException if this libtorch cannot be switched to it
   */
  public Compute with(Precision other) {
    if (other != Precision.FLOAT32) {
      Autocast.check();
    }
    return new Compute(device, other, layout);
  }

  public Compute with(Layout other) {
    return new Compute(device, precision, other);
  }

  @Override
  public String toString() {
    return device + " " + precision + " " + layout;
  }
}
