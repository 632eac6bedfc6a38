package io.longshore.standalone.cli;

import io.longshore.bench.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Files that a benchmark leaves its results in. */
final class ResultOptions {
  @Option(names = "--json", paramLabel = "FILE", description = "Keep the rows in this file.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table as Markdown.")
  private Optional<Path> markdown = Optional.empty();

  /**
   * Rows that are there already, and where new ones go: a file if there is one, or the memory.
   *
   * @param inFile opens the ledger in a file
   * @param inMemory makes one that is gone with the process
   */
  <S, R> Ledger<S, R> ledger(Function<Path, Ledger<S, R>> inFile, Supplier<Ledger<S, R>> inMemory) {
    return json.map(inFile).orElseGet(inMemory);
  }

  /** A folder beside the JSON file, if there is one. */
  Optional<Path> beside(String ending) {
    return json.map(file -> file.resolveSibling(file.getFileName() + ending));
  }

  void writeJson(Supplier<String> content) {
    BenchResult.write(json, content);
  }

  void writeMarkdown(Supplier<String> content) {
    BenchResult.write(markdown, content);
  }
}
