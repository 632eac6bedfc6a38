package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final Screen TERMINAL = new Screen(OptionalInt.of(80), true);

  @Test
  void by_itself_only_a_terminal_has_colours() {
    assertThat(TERMINAL.coloured(Colour.AUTO, Map.of()).isColoured()).isTrue();
    assertThat(Screen.FILE.coloured(Colour.AUTO, Map.of()).isColoured()).isFalse();
  }

  @Test
  void who_wants_no_colours_gets_none_unless_the_command_line_insists() {
    Map<String, String> environment = Map.of("NO_COLOR", "1");

    assertThat(TERMINAL.coloured(Colour.AUTO, environment).isColoured()).isFalse();
    assertThat(TERMINAL.coloured(Colour.AUTO, Map.of("TERM", "dumb")).isColoured()).isFalse();
    assertThat(Screen.FILE.coloured(Colour.ALWAYS, environment).isColoured()).isTrue();
    assertThat(TERMINAL.coloured(Colour.NEVER, Map.of()).isColoured()).isFalse();
  }

  @Test
  void an_empty_no_color_is_none() {
    assertThat(TERMINAL.coloured(Colour.AUTO, Map.of("NO_COLOR", "")).isColoured()).isTrue();
  }
}
