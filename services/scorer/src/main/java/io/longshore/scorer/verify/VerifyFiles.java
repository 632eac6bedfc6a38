package io.longshore.scorer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.GoldenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What scorer and child hand each other: files in a directory of the child's own. The backbone is
 * the same for all heads, which are numbered.
 *
 * @param directory the child's
 */
record VerifyFiles(Path directory) {

  Path output() {
    return directory.resolve("output");
  }

  Path backbone() {
    return directory.resolve("backbone.onnx");
  }

  Path head(int number) {
    return directory.resolve("head-" + number + ".onnx");
  }

  private Path golden(int number) {
    return directory.resolve("golden-" + number + ".bin");
  }

  private Path expected(int number) {
    return directory.resolve("expected-" + number);
  }

  Path answer(int number) {
    return directory.resolve("answer-" + number);
  }

  void writeGolden(int number, GoldenBatch batch) throws IOException {
    Files.write(golden(number), batch.bytes());
  }

  Optional<GoldenBatch> readGolden(int number) throws IOException {
    return Files.exists(golden(number))
        ? Optional.of(GoldenBatch.read(Files.readAllBytes(golden(number))))
        : Optional.empty();
  }

  void writeExpected(int number, Expected expected) throws IOException {
    Files.write(expected(number), expected.lines(), UTF_8);
  }

  Expected readExpected(int number) throws IOException {
    return Expected.parse(Files.readAllLines(expected(number), UTF_8));
  }

  /** Appears as a whole. */
  void writeAnswer(int number, Answer answer) throws IOException {
    Path draft = directory.resolve("answer.draft");
    Files.writeString(draft, answer.line(), UTF_8);
    Files.move(draft, answer(number), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what was handed over for one head. */
  void forget(int number) throws IOException {
    for (Path file : List.of(head(number), golden(number), expected(number), answer(number))) {
      Files.deleteIfExists(file);
    }
  }

  /** Deletes the directory, when nobody writes there any more. */
  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
