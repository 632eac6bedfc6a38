package io.longshore.standalone.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

  @Test
  void the_name_ends_at_the_first_equals_sign_and_spaces_part_the_words() {
    Peer peer = Peer.parse("Python, one process=/opt/python  score.py --workers=1");

    assertThat(peer.name()).isEqualTo("Python, one process");
    assertThat(peer.command()).containsExactly("/opt/python", "score.py", "--workers=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python score.py", "=score.py", "python= "})
  void what_has_no_name_or_no_command_is_refused(String text) {
    assertThatThrownBy(() -> Peer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NAME=COMMAND");
  }
}
