package io.longshore.standalone.cli;

import io.longshore.bench.report.ResultTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the results of a benchmark go. */
final class BenchResult {
  private BenchResult() {}

  static String text(ResultTable result) {
    var table = new Table(result.headings().toArray(String[]::new));
    result.rows().forEach(row -> table.row(row.toArray(String[]::new)));
    return table.toString();
  }

  static void write(Optional<Path> file, Supplier<String> content) {
    file.ifPresent(
        path -> {
          try {
            Files.writeString(path, content.get());
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
          }
        });
  }
}
