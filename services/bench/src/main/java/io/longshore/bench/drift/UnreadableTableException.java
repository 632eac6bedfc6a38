package io.longshore.bench.drift;

import java.nio.file.Path;

/** A file that should hold labels or their counts does not. */
public final class UnreadableTableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableTableException(Path file, String reason) {
    super(file + " " + reason);
  }
}
