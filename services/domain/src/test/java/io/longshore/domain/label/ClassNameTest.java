package io.longshore.domain.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"cat", "NA", "Chaetodipus penicillatus", "猫", "a/b:c"})
  void any_readable_name_is_a_class(String name) {
    assertThat(ClassName.check(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000"})
  void blank_names_and_control_characters_are_refused(String name) {
    assertThatThrownBy(() -> ClassName.check(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_too_long_is_refused_with_the_limit() {
    assertThatThrownBy(() -> ClassName.check("x".repeat(201)))
        .hasMessage("a class name of 201 characters; at most 200 are allowed");
  }
}
