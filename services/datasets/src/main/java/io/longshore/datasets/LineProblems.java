package io.longshore.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a text file, line by line, told all at once so that it can be mended in one
 * go.
 */
final class LineProblems {

  private static final int MOST_TOLD = 20;

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  LineProblems(Path file) {
    this.file = file;
  }

  void add(int line, @Nullable String what) {
    problems.add("line " + line + ": " + what);
  }

  int count() {
    return problems.size();
  }

  /**
   * @throws DatasetException with the problems, if there are any
   */
  void refuseAny() {
    if (problems.isEmpty()) {
      return;
    }
    int told = Math.min(MOST_TOLD, problems.size());
    String more = problems.size() > told ? "\n  and " + (problems.size() - told) + " more" : "";
    throw new DatasetException(
        file + " cannot be used:\n  " + String.join("\n  ", problems.subList(0, told)) + more);
  }
}
