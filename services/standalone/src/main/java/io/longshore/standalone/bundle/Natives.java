package io.longshore.standalone.bundle;

/** Which native library of PyTorch a bundle is for. */
public enum Natives {
  /** The one that Maven brought, in the bundle. */
  CPU,
  /** The CUDA build that the machine has installed. */
  CUDA;

  boolean wants(String jar) {
    return this == CPU || !jar.startsWith("pytorch-native-");
  }
}
