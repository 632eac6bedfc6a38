package io.longshore.loadtest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSmokeTest {

  @Test
  void killing_the_whole_process_twice_loses_nothing_acknowledged(@TempDir Path data)
      throws Exception {
    var test =
        new KillTest(
            System.getProperty("java.class.path", ""), data, 2, 50, 7, System.out::println);

    boolean kept = test.run();

    assertThat(kept).as("every promise kept").isTrue();
  }
}
