package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE =
      new Table("NAME", "STATE", "WHY")
          .row("a", "ok", "nothing but a very long sentence about it")
          .row("größe", "fault", "short");

  @Test
  void columns_are_aligned_and_nothing_is_cut_in_a_file() {
    assertThat(TABLE.toString())
        .isEqualTo(
            """
            NAME   STATE  WHY
            a      ok     nothing but a very long sentence about it
            größe  fault  short
            """);
  }

  @Test
  void on_a_terminal_the_wordiest_column_gives_way() {
    String shown = TABLE.on(new Screen(OptionalInt.of(30), false));

    assertThat(shown)
        .isEqualTo(
            """
            NAME   STATE  WHY
            a      ok     nothing but a v…
            größe  fault  short
            """);
    assertThat(shown.lines()).allMatch(line -> line.length() <= 30);
  }

  @Test
  void a_terminal_that_is_much_too_narrow_still_gets_the_beginnings() {
    assertThat(TABLE.on(new Screen(OptionalInt.of(5), false))).contains("a      ok     nothing…");
  }

  @Test
  void colours_do_not_move_columns() {
    String shown = TABLE.on(new Screen(OptionalInt.empty(), true), Map.of("ok", Paint.GOOD));

    assertThat(shown).contains("\u001b[32mok\u001b[0m     nothing");
    assertThat(shown.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(TABLE.toString());
  }
}
