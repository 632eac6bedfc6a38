package io.longshore.datasets;

import java.nio.file.Path;
import java.util.Map;

/** Where fetched data sets are kept between runs. */
public final class DatasetCache {

  private DatasetCache() {}

  /** {@code $XDG_CACHE_HOME/longshore/datasets}, or the same under {@code ~/.cache}. */
  public static Path standard() {
    return standard(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path standard(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = configured.isEmpty() ? home.resolve(".cache") : Path.of(configured);
    return caches.resolve("longshore").resolve("datasets");
  }
}
