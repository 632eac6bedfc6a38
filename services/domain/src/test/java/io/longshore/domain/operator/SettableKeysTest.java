package io.longshore.domain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettableKeysTest {

  /** Even numbers. */
  private enum Even implements ValueRange {
    EVEN;

    @Override
    public String words() {
      return "an even number";
    }

    @Override
    public boolean has(String text) {
      return Integer.parseInt(text) % 2 == 0;
    }
  }

  private static final SettableKeys KEYS =
      new SettableKeys("diet", Map.of("apples", Even.EVEN, "pears", Even.EVEN));

  @Test
  void a_value_in_range_passes() {
    assertThatCode(() -> KEYS.check("apples", "4")).doesNotThrowAnyException();
  }

  @Test
  void a_value_out_of_range_is_refused_with_its_range() {
    assertThatThrownBy(() -> KEYS.check("pears", "3"))
        .hasMessage("diet key pears is '3', but must be an even number");
  }

  @Test
  void an_unknown_key_is_answered_by_the_nearest() {
    assertThatThrownBy(() -> KEYS.check("pear", "2"))
        .hasMessage("'pear' is no key of a diet; the nearest is 'pears'");
  }

  @Test
  void a_choice_takes_its_words_alone_and_says_them() {
    OneOf choice = OneOf.of("direct", "canary", "shadow");

    assertThat(choice.has("canary")).isTrue();
    assertThat(choice.has("Canary")).isFalse();
    assertThat(choice.words()).isEqualTo("direct, canary or shadow");
    assertThatThrownBy(() -> OneOf.of("direct")).isInstanceOf(IllegalArgumentException.class);
  }
}
