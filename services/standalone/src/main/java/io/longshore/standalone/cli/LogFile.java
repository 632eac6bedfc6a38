package io.longshore.standalone.cli;

import java.nio.file.Path;

/** What happens is written beside the data: the terminal belongs to the command. */
final class LogFile {
  private static final String PROPERTY = "longshore.log.file";

  private LogFile() {}

  /** Chooses the folder, unless the operator did; takes effect before the first line is logged. */
  static void in(Path folder) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, folder.resolve("longshore.log").toString());
    }
  }
}
