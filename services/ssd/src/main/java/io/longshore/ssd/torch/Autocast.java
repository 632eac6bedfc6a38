package io.longshore.ssd.torch;

import ai.djl.Device;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * PyTorch's automatic mixed precision, which DJL does not offer. {@code at::autocast} is exported
 * by libtorch under C++ names and takes only bytes, so JNA can call it.
 *
 * <p>The mode belongs to a thread. What comes out of it is of a type that DJL cannot name: it must
 * be promoted by an operation with float32, not by {@code toType}, which has no gradient.
 */
final class Autocast {
  private static final byte CPU = 0; // c10::DeviceType
  private static final byte CUDA = 1;
  private static final byte BFLOAT16 = 15; // c10::ScalarType
  private static final String IN = "_ZN2at8autocast";

  private Autocast() {}

  /** Symbols of the loaded libtorch, looked up once. */
  private static final class Symbols {
    static final NativeLibrary LIBRARY =
        NativeLibrary.getInstance(
            Path.of(LibUtils.getLibtorchPath()).resolve("libtorch_cpu.so").toString());
    static final Function ENABLE =
        LIBRARY.getFunction(IN + "20set_autocast_enabledEN3c1010DeviceTypeEb");
    static final Function TYPE =
        LIBRARY.getFunction(IN + "18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE");
    static final Function CLEAR = LIBRARY.getFunction(IN + "11clear_cacheEv");
  }

  /** Throws if the loaded libtorch has no such switch. */
  static void check() {
    Torch.version();
    try {
      Symbols.ENABLE.getName();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "libtorch " + Torch.version() + " offers no autocast; train in FLOAT32", e);
    }
  }

  /** Runs {@code forward} with convolutions and matrix products in bfloat16. */
  static <T> T bfloat16(Device device, Supplier<T> forward) {
    byte type = device.isGpu() ? CUDA : CPU;
    Symbols.TYPE.invokeVoid(new Object[] {type, BFLOAT16});
    Symbols.ENABLE.invokeVoid(new Object[] {type, (byte) 1});
    try {
      return forward.get();
    } finally {
      Symbols.CLEAR.invokeVoid(new Object[] {});
      Symbols.ENABLE.invokeVoid(new Object[] {type, (byte) 0});
    }
  }
}
