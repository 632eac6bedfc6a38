package io.longshore.standalone.bundle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java with the modules we run on and no others, linked from the JDK of this process. */
final class JavaRuntime {

  /**
   * The engine and the Kafka clients run on the first five. The others are asked for by the readers
   * of image files, by logging's and JSON's configuration, and by the measurement of memory.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.security.sasl",
          "jdk.unsupported",
          "java.desktop",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.management");

  private JavaRuntime() {}

  /** Links it into a directory that does not exist yet. */
  static void link(Path directory) {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(
                () ->
                    new BundleFailedException(
                        "this Java has no jlink; run with a JDK (JAVA_HOME) that has its jmods"));
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    int status =
        jlink.run(
            writer,
            writer,
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-man-pages",
            "--no-header-files",
            "--compress",
            "2",
            "--output",
            directory.toString());
    if (status != 0) {
      throw new BundleFailedException("jlink cannot link a Java: " + said.toString().strip());
    }
  }
}
