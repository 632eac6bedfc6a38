package io.longshore.loadtest.process;

import java.util.List;

/** How well a process's code is compiled. */
public enum Compiling {
  /** Quickly, so that processes that are killed all the time start soon: for what is right. */
  QUICKLY,
  /** As in production: for what is fast. */
  WELL;

  List<String> options() {
    return this == QUICKLY ? List.of("-XX:TieredStopAtLevel=1") : List.of();
  }
}
