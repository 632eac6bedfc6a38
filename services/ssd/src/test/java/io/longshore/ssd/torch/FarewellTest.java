package io.longshore.ssd.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FarewellTest {
  private static final int TERMINATED = 128 + 15;

  @RepeatedTest(2)
  void a_process_that_is_asked_to_end_in_the_middle_of_a_step_ends_without_a_crash(
      @TempDir Path folder) throws Exception {
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dai.djl.offline=true",
                Training.class.getName())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES)
        .execute(training.toHandle()::destroyForcibly);
    try (BufferedReader out = training.inputReader()) {
      assertThat(out.readLine()).as("its first epoch within two minutes").isEqualTo("training");

      training.destroy();

      assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isEqualTo(TERMINATED);
      assertThat(folder).isEmptyDirectory();
    } finally {
      training.destroyForcibly();
    }
  }

  /** Trains until it is stopped. */
  static final class Training {
    private Training() {}

    public static void main(String[] args) {
      ImageShape shape = new ImageShape(32, 32, 3);
      byte[] pixels = new byte[640 * shape.bytes()];
      new Random(1).nextBytes(pixels);
      int[] labels = IntStream.range(0, 640).map(i -> i % 10).toArray();
      SsdParameters parameters =
          SsdParameters.cifar().withArchitecture(Architecture.resNet8()).withEpochs(10_000, 1);
      int[] epochs = {0};
      Ssd.with(parameters)
          .reportingTo(
              event -> {
                if (epochs[0]++ == 0) {
                  System.out.println("training");
                }
              })
          .train(TrainingSet.ofRows(shape, 10, pixels, labels))
          .close();
    }
  }
}
