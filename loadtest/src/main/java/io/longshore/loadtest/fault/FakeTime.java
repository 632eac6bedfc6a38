package io.longshore.loadtest.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Debian's libfaketime: a process whose wall clock is wrong, while its sleeps are right. */
final class FakeTime {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private FakeTime() {}

  /**
   * The environment of a process whose clock is off.
   *
   * @param by how far it is ahead; behind if negative
   */
  static Map<String, String> by(Duration by) {
    if (!Files.exists(LIBRARY)) {
      throw new Scenario.Skipped("there is no libfaketime (apt-get install faketime)");
    }
    return Map.of("LD_PRELOAD", LIBRARY.toString(), "FAKETIME", "%+d".formatted(by.toSeconds()));
  }
}
