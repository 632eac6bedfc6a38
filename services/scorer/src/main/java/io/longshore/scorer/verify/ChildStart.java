package io.longshore.scorer.verify;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts children.
 *
 * @param classPath has ONNX Runtime and this class
 * @param scratch where each child gets a directory of its own
 * @param limits it is watched under
 */
record ChildStart(String classPath, Path scratch, VerifyLimits limits) {
  /** Where ONNX Runtime's library lies unpacked, if a process was told so. */
  private static final String NATIVE_PATH = "onnxruntime.native.path";

  private static final String PREFIX = "verify-";
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  /** Deletes what children left behind whose scorer was killed: with ONNX Runtime, 30 MB each. */
  void tidy() {
    if (!Files.isDirectory(scratch)) {
      return;
    }
    try (Stream<Path> left = Files.list(scratch)) {
      for (Path directory :
          left.filter(d -> String.valueOf(d.getFileName()).startsWith(PREFIX)).toList()) {
        new VerifyFiles(directory).delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "what earlier verifications left in %s cannot be deleted: %s".formatted(scratch, e), e);
    }
  }

  /** Starts a child, which loads ONNX Runtime while this returns. */
  VerifyChild start() {
    try {
      Files.createDirectories(scratch);
      var files = new VerifyFiles(Files.createTempDirectory(scratch, PREFIX, owner()));
      try {
        return new VerifyChild(files, process(files), limits);
      } catch (IOException e) {
        files.delete();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no process can be started in %s to verify models: %s".formatted(scratch, e), e);
    }
  }

  private FileAttribute<?>[] owner() {
    return scratch.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The scorer's environment may hold secrets, and is not the child's. */
  private Process process(VerifyFiles files) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(files.directory()))
            .directory(files.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(files.output().toFile());
    Optional<String> libraries = Optional.ofNullable(builder.environment().get(LIBRARIES));
    builder.environment().clear();
    libraries.ifPresent(path -> builder.environment().put(LIBRARIES, path));
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    return builder.start();
  }

  private List<String> command(Path directory) {
    Path absolute = directory.toAbsolutePath();
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + absolute.resolve("crash.log"),
                // ONNX Runtime unpacks its library here; a child that is killed leaves it behind.
                "-Djava.io.tmpdir=" + absolute));
    Optional.ofNullable(System.getProperty(NATIVE_PATH))
        .ifPresent(path -> command.add("-D" + NATIVE_PATH + "=" + path));
    command.addAll(List.of("-cp", absoluteClassPath(), VerifyMain.class.getName()));
    command.add(absolute.toString());
    return command;
  }

  /** The child runs elsewhere, so what is relative here would be lost there. */
  private String absoluteClassPath() {
    var entries = new ArrayList<String>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(
          entry.endsWith("*")
              ? Path.of(entry.substring(0, entry.length() - 1)).toAbsolutePath() + "/*"
              : Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
