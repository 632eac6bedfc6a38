package io.longshore.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker as a process of its own, for measurements: its heap and its garbage are not those of
 * what is measured. It ends with this process, however that ends.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final String READY = "broker ready at ";

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Runs in the other process: a broker over a folder until nobody holds its input any more. */
  public static void main(String[] args) throws IOException {
    try (LocalBroker broker = LocalBroker.start(Path.of(args[0]), 0)) {
      System.out.println(READY + broker.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Starts one and returns when it takes records.
   *
   * @param folder of its files
   */
  @SuppressWarnings("resource") // the reader is the process's own
  public static BrokerProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines = process.inputReader(UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int at = line.indexOf(READY);
      if (at >= 0) {
        return new BrokerProcess(process, line.substring(at + READY.length()).strip());
      }
    }
    throw new IOException("the broker over " + folder + " did not start");
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Processor time it has taken so far; zero where the machine does not say. */
  public Duration cpuTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
