package io.longshore.standalone.cli;

import io.longshore.runtime.StopSignal;
import io.longshore.standalone.system.LocalSystem;

/** Says where a running system can be reached and waits until the process is asked to stop. */
final class Serving {

  private Serving() {}

  /**
   * Waits.
   *
   * @param consolePort of the console
   */
  static void untilStopped(Terminal terminal, LocalSystem system, int consolePort) {
    terminal.print(
        "images   POST http://127.0.0.1:%d/images   (description: /openapi.json)"
            .formatted(system.ingest().port()));
    terminal.print("console  http://127.0.0.1:%d".formatted(consolePort));
    terminal.print("metrics  http://127.0.0.1:%d/metrics".formatted(system.adminPort()));
    terminal.print("kafka    " + system.bootstrapServers());
    terminal.print("look     ./longshore status -b " + system.bootstrapServers());
    terminal.print("stop     Ctrl-C");
    var stop = new StopSignal();
    stop.listen();
    stop.await();
  }
}
