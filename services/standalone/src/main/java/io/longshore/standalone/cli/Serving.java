package io.longshore.standalone.cli;

import io.longshore.standalone.system.LocalSystem;
import java.util.concurrent.CountDownLatch;

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
    var asked = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  join(main);
                },
                "shutdown"));
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The services are stopped by the main thread; the JVM waits for that here. */
  private static void join(Thread main) {
    try {
      main.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
