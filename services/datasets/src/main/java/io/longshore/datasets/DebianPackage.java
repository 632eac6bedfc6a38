package io.longshore.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The data set's Debian package, downloaded and unpacked into the scratch folder: nothing is
 * installed and no root is needed. A machine without package lists, as most containers are, gets
 * private ones in the scratch folder.
 *
 * @param patience for each command
 */
record DebianPackage(String packageName, Duration patience) implements FashionMnistSource {

  @Override
  public String name() {
    return "Debian package " + packageName;
  }

  @Override
  public Path provide(Path scratch, Consumer<String> progress) throws IOException {
    progress.accept("downloading the Debian package " + packageName + " (31 MB)");
    try {
      aptGet(scratch, List.of("download", packageName));
    } catch (CommandFailedException e) {
      progress.accept("fetching package lists, since the machine's do not have " + packageName);
      List<String> privateLists = privateLists(scratch);
      aptGet(scratch, join(privateLists, "update"));
      aptGet(scratch, join(privateLists, "download", packageName));
    }
    Command.run(scratch, patience, List.of("dpkg-deb", "-x", archive(scratch).toString(), "."));
    return scratch.resolve("usr/share/datasets/fashion-mnist");
  }

  private void aptGet(Path scratch, List<String> arguments) throws IOException {
    Command.run(
        scratch, patience, join(List.of("apt-get", "-q"), arguments.toArray(String[]::new)));
  }

  private static List<String> privateLists(Path scratch) throws IOException {
    Path lists = Files.createDirectories(scratch.resolve("lists"));
    Path cache = Files.createDirectories(scratch.resolve("cache"));
    Files.createDirectories(lists.resolve("partial"));
    Files.createDirectories(cache.resolve("archives/partial"));
    return List.of("-o", "Dir::State::Lists=" + lists, "-o", "Dir::Cache=" + cache);
  }

  private static Path archive(Path scratch) throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get left no .deb file in " + scratch));
    }
  }

  private static List<String> join(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
