package io.longshore.trainer;

import ai.djl.engine.Engine;
import io.longshore.ssd.torch.Torch;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this trainer runs on, for the manifest. */
final class Software {

  private Software() {}

  static SortedMap<String, String> versions() {
    var versions = new TreeMap<String, String>();
    versions.put("java", System.getProperty("java.vendor", "") + " " + Runtime.version());
    versions.put("longshore", version(Software.class));
    versions.put("djl", Engine.getDjlVersion());
    versions.put("pytorch", Engine.getEngine("PyTorch").getVersion());
    return versions;
  }

  /** The device and what its results depend on. */
  static String device(int threads) {
    Torch.useThreads(threads);
    return "cpu " + System.getProperty("os.arch", "") + ", " + threads + " threads";
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
