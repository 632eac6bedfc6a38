package io.longshore.tracker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptMapTest {
  private final Written written = new Written();
  private final KeptMap<String, Long> map = new KeptMap<>(Form.TEXT, Form.NUMBER);

  @Test
  void what_was_written_makes_the_same_map_again() {
    map.put("a", 1L);
    map.put("b", 2L);
    map.writeChanges(written);
    map.change("a", 0L, value -> value + 10);
    map.remove("b");
    map.put("c", 3L);
    map.writeChanges(written);

    var again = new KeptMap<String, Long>(Form.TEXT, Form.NUMBER);
    written.restore(again);

    assertThat(again.all()).isEqualTo(Map.of("a", 11L, "c", 3L)).isEqualTo(map.all());
  }

  @Test
  void what_comes_and_goes_between_two_commits_is_never_written() {
    map.put("a", 1L);
    map.remove("a");
    map.writeChanges(
        new Remembered.Pieces() {
          @Override
          public void keep(byte[] key, byte[] piece) {
            throw new AssertionError("kept");
          }

          @Override
          public void drop(byte[] key) {
            throw new AssertionError("dropped");
          }
        });

    assertThat(map.size()).isZero();
  }

  @Test
  void a_piece_of_an_unknown_kind_is_refused() {
    var parts = new Compartments().with('a', map);

    assertThatThrownBy(() -> parts.restore(new byte[] {'z', 1}, new byte[8]))
        .hasMessageContaining("older than what it finds");
  }
}
