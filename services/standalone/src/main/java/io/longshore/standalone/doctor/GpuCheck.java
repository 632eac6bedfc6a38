package io.longshore.standalone.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which GPUs the driver shows.
 *
 * @param command that lists them, a line each: {@code nvidia-smi -L}
 */
public record GpuCheck(List<String> command) implements Check {
  private static final String CHECK = "gpu";
  private static final long SECONDS = 20;

  public GpuCheck {
    command = List.copyOf(command);
  }

  /** Of NVIDIA's driver. */
  public static GpuCheck nvidia() {
    return new GpuCheck(List.of("nvidia-smi", "-L"));
  }

  @Override
  public List<Finding> look() {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        return List.of(
            Finding.warning(
                CHECK,
                "%s fails: %s".formatted(command.get(0), said.strip()),
                "mend the driver, or compute on the processor (longshore.trainer.device=cpu)"));
      }
      return said.strip()
          .lines()
          .map(
              line ->
                  Finding.ok(
                      CHECK,
                      line.strip()
                          + "; used by trainers with longshore.trainer.device=gpu:N and by builds with -Pcuda"))
          .toList();
    } catch (IOException e) {
      return List.of(Finding.ok(CHECK, "none that NVIDIA's driver shows: the processor computes"));
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }
}
