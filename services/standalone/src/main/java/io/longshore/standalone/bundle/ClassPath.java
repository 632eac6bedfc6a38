package io.longshore.standalone.bundle;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What this process runs with, as a folder of jars. */
final class ClassPath {

  private ClassPath() {}

  /** Copies every jar that is wanted; a folder of classes becomes a jar. */
  static void copy(Natives natives, Path target) throws IOException {
    Files.createDirectories(target);
    List<Path> entries =
        Stream.of(
                System.getProperty("java.class.path", "")
                    .split(Pattern.quote(File.pathSeparator), -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    for (int i = 0; i < entries.size(); i++) {
      Path entry = entries.get(i);
      if (Files.isDirectory(entry)) {
        pack(entry, target.resolve("classes-%02d.jar".formatted(i)));
      } else if (natives.wants(entry.getFileName().toString())) {
        Files.copy(entry, target.resolve(entry.getFileName()));
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (Stream<Path> files = Files.walk(classes);
        OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file)) {
      for (Path content : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(content).toString().replace(File.separatorChar, '/')));
        Files.copy(content, out);
        out.closeEntry();
      }
    }
  }
}
