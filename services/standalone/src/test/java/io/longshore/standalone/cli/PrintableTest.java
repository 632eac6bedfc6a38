package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void what_a_terminal_would_obey_is_written_as_its_number() {
    assertThat(Printable.of("\u001b[2J\u0007 \u009b31m \u202egnp.exe \r\n\t\u2028"))
        .isEqualTo("\\u{1b}[2J\\u{7} \\u{9b}31m \\u{202e}gnp.exe \\u{d}\\u{a}\\u{9}\\u{2028}");
  }

  @Test
  void what_people_write_is_left_as_it_is() {
    assertThat(Printable.of("Krähe, 烏, \ud83d\udc26: 'a\\b'"))
        .isEqualTo("Krähe, 烏, \ud83d\udc26: 'a\\b'");
  }

  @Test
  void long_text_is_cut_off_and_says_so() {
    assertThat(Printable.of("abcdef", 3)).isEqualTo("abc…");
    assertThat(Printable.of("abc", 3)).isEqualTo("abc");
    assertThat(Printable.of("\u001b\u001b", 7)).isEqualTo("\\u{1b}\\…");
  }

  @Property
  void no_text_leaves_a_control_character(@ForAll String text) {
    assertThat(Printable.of(text))
        .matches(
            printable -> printable.codePoints().noneMatch(Character::isISOControl),
            "has no control characters");
  }

  @Test
  void bytes_are_dumped_with_what_is_ascii_of_them() {
    byte[] bytes = {'P', 'N', 'G', 0x1b, (byte) 0xff, 5, 6, 7, 8, 'a', 0, 0, 0, 0, 0, 0, 'z', 1, 2};

    assertThat(HexDump.of(bytes, 17))
        .isEqualToNormalizingNewlines(
            """
            00000000  50 4e 47 1b ff 05 06 07  08 61 00 00 00 00 00 00  |PNG......a......|
            00000010  7a                                                |z|
            00000011  and 2 more
            """);
  }
}
