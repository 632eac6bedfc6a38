package io.longshore.bench.report;

import java.nio.file.Path;

/** A file that should hold earlier rows does not. It is left as it is. */
public final class UnreadableResultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableResultException(Path file, String reason) {
    super(
        file + " is no result of a benchmark (" + reason + "); name another file or move it away");
  }
}
