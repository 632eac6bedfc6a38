package io.longshore.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.torch.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeedBenchTest {
  private static final String SPEEDS =
      "{\"imagesPerSecond\": [{\"variant\": \"train\", \"median\": 100.5}]}";

  @Test
  void a_median_lies_between_the_least_and_the_most() {
    assertThat(Speed.of("odd", List.of(3.0, 1.0, 2.0))).isEqualTo(new Speed("odd", 1, 2, 3));
    assertThat(Speed.of("even", List.of(4.0, 1.0, 2.0, 3.0)))
        .isEqualTo(new Speed("even", 1, 2.5, 4));
  }

  @Test
  void a_peer_is_measured_in_the_same_rounds() {
    Peer peer = new Peer(List.of("sh", "-c", "echo warming up; echo '" + SPEEDS + "'"));
    List<String> log = new ArrayList<>();

    List<Speed> speeds =
        new SpeedBench(new Loop(4, 2), Map.of("float32", Compute.CPU), Optional.of(peer))
            .run(2, log::add);

    assertThat(speeds)
        .extracting(Speed::what)
        .containsExactly("train float32", "forward float32", "peer: train");
    assertThat(speeds).allMatch(speed -> speed.least() > 0 && speed.least() <= speed.most());
    assertThat(speeds.get(2).median()).isEqualTo(100.5);
    assertThat(log).containsExactly("round 1 of 2", "round 2 of 2");
  }

  @Test
  void a_peer_that_fails_or_says_something_else_is_shown_with_its_words() {
    assertThatThrownBy(() -> new Peer(List.of("sh", "-c", "echo no torch; exit 3")).round())
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("no torch");
    assertThatThrownBy(() -> new Peer(List.of("echo", "hello")).round())
        .hasMessageContaining("no speeds but: hello");
  }
}
