package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {

  /** Ignores whoever asks it to stop. */
  public static final class Stubborn {
    private Stubborn() {}

    public static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(Stubborn::sleep));
      System.out.println("here");
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }

    private static void sleep() {
      try {
        Thread.sleep(Duration.ofMinutes(5).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void one_that_will_not_stop_is_gone_all_the_same_once_it_is_closed(@TempDir Path directory)
      throws InterruptedException {
    Path printed = directory.resolve("printed");
    JavaProcess stubborn =
        JavaProcess.start(
            "the stubborn",
            System.getProperty("java.class.path"),
            List.of(Stubborn.class.getName()),
            Map.of(),
            printed);
    assertThat(Patience.ofSeconds(30).sees(() -> printed.toFile().length() > 0)).isTrue();

    stubborn.stop(Duration.ofMillis(300));

    assertThat(stubborn.isAlive()).isFalse();
    assertThat(stubborn.state()).isEqualTo("gone");
    assertThat(stubborn.awaitExit(Duration.ZERO)).hasValue(JavaProcess.KILLED);
  }
}
