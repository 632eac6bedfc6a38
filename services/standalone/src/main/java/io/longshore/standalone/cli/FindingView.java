package io.longshore.standalone.cli;

import io.longshore.standalone.doctor.Finding;

/** What a check found, in a line or two. */
final class FindingView {

  private FindingView() {}

  static String text(Finding finding, Screen screen) {
    String level = "%-8s".formatted(finding.level().word());
    String line =
        "%s %-12s %s%n"
            .formatted(screen.painted(paint(finding), level), finding.check(), finding.found());
    return finding
        .advice()
        .map(advice -> line + " ".repeat(22) + "do: " + advice + System.lineSeparator())
        .orElse(line);
  }

  static Fields fields(Finding finding) {
    return new Fields()
        .put("check", finding.check())
        .put("level", finding.level().word())
        .put("found", finding.found())
        .put("advice", finding.advice());
  }

  private static Paint paint(Finding finding) {
    return switch (finding.level()) {
      case OK -> Paint.GOOD;
      case WARNING -> Paint.WARNING;
      case FAULT -> Paint.BAD;
    };
  }
}
