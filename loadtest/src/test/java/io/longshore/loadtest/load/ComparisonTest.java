package io.longshore.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void a_difference_within_the_spread_of_repeats_is_noise() throws IOException {
    Path before = runs("before", 10, 12, 11, 10, 12);
    Path after = runs("after", 11, 12, 12, 11, 13);

    assertThat(Comparison.of(before, after))
        .contains("| ack_p99_ms | 11.00 | 12.00 | +9 % | 18 % | within noise |");
  }

  @Test
  void a_difference_beyond_it_is_told() throws IOException {
    Path before = runs("before", 10, 10, 10, 10, 10);
    Path after = runs("after", 20, 21, 20, 20, 20);

    assertThat(Comparison.of(before, after))
        .contains("| ack_p99_ms | 10.00 | 20.00 | +100 % | 5 % | higher |");
  }

  @Test
  void single_runs_say_little() throws IOException {
    assertThat(Comparison.of(runs("before", 10), runs("after", 14)))
        .contains("fewer than 5 repeats: the noise band is a guess")
        .contains("| ack_p99_ms | 10.00 | 14.00 | +40 % | 50 % | within noise |");
  }

  @Test
  void what_is_no_result_is_refused_by_name() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{}");

    assertThatThrownBy(() -> Comparison.of(other, other)).hasMessageContaining("other.json");
  }

  private Path runs(String name, double... values) throws IOException {
    Path runs = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < values.length; i++) {
      Files.writeString(
          runs.resolve(i + ".json"), "{\"metrics\": {\"ack_p99_ms\": " + values[i] + "}}");
    }
    return runs;
  }
}
