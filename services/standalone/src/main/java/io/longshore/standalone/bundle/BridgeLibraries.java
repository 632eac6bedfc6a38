package io.longshore.standalone.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Builds of DJL's bridge to libtorch (libdjl_torch.so) that its jar brings: each fits one version
 * and flavour of libtorch and no other.
 */
final class BridgeLibraries {
  private static final Pattern JAR =
      Pattern.compile("pytorch-jni-([0-9.]+)-([0-9.]+)\\.jar"); // of libtorch, of DJL
  private static final Pattern LIBRARY =
      Pattern.compile("jnilib/linux-x86_64/([^/]+)/libdjl_torch\\.so");

  private BridgeLibraries() {}

  /** A line "DJL libtorch flavour" for each, of the jars in a folder. */
  static List<String> in(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        Matcher name = JAR.matcher(jar.getFileName().toString());
        if (name.matches()) {
          return in(jar, name.group(2) + " " + name.group(1) + " ");
        }
      }
    }
    throw new BundleFailedException("there is no pytorch-jni jar among " + lib);
  }

  private static List<String> in(Path jar, String versions) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(entry -> LIBRARY.matcher(entry.getName()))
          .filter(Matcher::matches)
          .map(library -> versions + library.group(1))
          .sorted()
          .toList();
    }
  }
}
