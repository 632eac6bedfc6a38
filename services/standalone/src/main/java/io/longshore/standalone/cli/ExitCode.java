package io.longshore.standalone.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** How commands end; the same numbers mean the same everywhere. */
final class ExitCode {
  static final int OK = 0;

  /** What was asked for failed, or is not so. */
  static final int FAILED = 1;

  /** An option, a value or a setting that there is not. */
  static final int USAGE = 2;

  /** Kafka is not reached, or does not answer in time. */
  static final int UNREACHABLE = 3;

  /** Kafka knows who asks, or does not, and refuses. */
  static final int NOT_ALLOWED = 4;

  /** A failure that nobody foresaw: EX_SOFTWARE of BSD's sysexits.h. */
  static final int BUG = 70;

  private ExitCode() {}

  /** For the help of every command. */
  static Map<String, String> list() {
    var list = new LinkedHashMap<String, String>();
    list.put("0", "done; what was asked about is so");
    list.put("1", "failed, or it is not so");
    list.put("2", "wrong usage: an option, a value or a setting");
    list.put("3", "Kafka is not reached, or does not answer in time");
    list.put("4", "Kafka refuses: login or access rights");
    list.put("70", "a failure that nobody foresaw; --verbose shows where");
    return list;
  }
}
