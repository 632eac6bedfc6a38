package io.longshore.runtime.config;

import io.longshore.runtime.http.TlsSettings;
import io.longshore.runtime.trace.TracingMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings that every process has. */
@ConfigMapping(prefix = "longshore")
public interface ProcessSettings {

  /** The stream served. */
  @WithDefault("default")
  String stream();

  /** Distinguishes processes of the same service; keep it over restarts. */
  @WithDefault("0")
  String instance();

  /** Where the process may keep files. */
  @WithDefault("data")
  Path dataDirectory();

  /** Where spans go, if anywhere. */
  @WithDefault("off")
  TracingMode tracing();

  Topics topics();

  Admin admin();

  /** How the topics are laid out. */
  interface Topics {
    /** Put before every topic name. */
    Optional<String> prefix();

    /** Partitions of images, labels and predictions. */
    @WithDefault("2")
    int partitions();

    /** Copies of every partition. */
    @WithDefault("3")
    short replication();

    /** Copies that must have a record before it counts as written. */
    @WithDefault("2")
    int minInSync();

    /** Whether topics that do not exist are created; verified they are always. */
    @WithDefault("true")
    boolean create();
  }

  /**
   * The endpoint for metrics and health. With a client authority, health is open to those who show
   * no certificate, and nothing else is.
   */
  interface Admin extends TlsSettings {
    @WithDefault("127.0.0.1")
    String host();

    /** 0 for any free port. */
    @WithDefault("9464")
    int port();
  }
}
