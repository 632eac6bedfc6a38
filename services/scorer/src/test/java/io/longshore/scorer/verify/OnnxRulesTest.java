package io.longshore.scorer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longshore.domain.prediction.RefusalReason;
import io.longshore.onnx.HostileModels;
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRulesTest {

  @Test
  void what_the_exporter_writes_is_allowed() {
    OnnxRules.check("the backbone", TinyModel.backbone());
    OnnxRules.check("the head", TinyModel.head());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, (int) OnnxRules.NEWEST_OPSET})
  void known_operator_sets_are_allowed(int opset) {
    OnnxRules.check("the head", HostileModels.ofOpset(opset));
  }

  @ParameterizedTest
  @MethodSource
  void what_may_not_be_used_is_named(byte[] file, String named) {
    assertThatThrownBy(() -> OnnxRules.check("the head", file))
        .isInstanceOfSatisfying(
            ModelRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(RefusalReason.UNSUPPORTED))
        .hasMessageContaining(named);
  }

  static Stream<Arguments> what_may_not_be_used_is_named() {
    return Stream.of(
        of("opset 99", HostileModels.ofOpset(99), "opset 99; 1 to 26 are supported"),
        of("IR 99", HostileModels.ofIr(99), "IR version 99; 1 to 13 are supported"),
        of("an own operator", HostileModels.customDomain(), "operators of 'com.example'"),
        of("an absolute path", HostileModels.externalData("/etc/passwd"), "data in other files"),
        of("a relative path", HostileModels.externalData("../../x"), "data in other files"),
        of("a constant elsewhere", HostileModels.externalConstant(), "data in other files"),
        of("a loop", HostileModels.endless(), "the operator Loop"));
  }

  private static Arguments of(String name, byte[] file, String named) {
    return Arguments.of(Named.of(name, file), named);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
  void a_file_that_was_cut_off_is_refused_as_such(double part) {
    byte[] whole = TinyModel.backbone();
    byte[] cut = Arrays.copyOf(whole, (int) (part * whole.length));

    assertThat(reason(() -> cut)).isEqualTo(RefusalReason.UNLOADABLE);
  }

  @Property(tries = 2000)
  void random_bytes_are_allowed_or_refused_and_nothing_else(@ForAll @Size(max = 200) byte[] bytes) {
    reason(() -> bytes);
  }

  @Property(tries = 2000)
  void a_file_with_a_random_byte_is_allowed_or_refused_and_nothing_else(
      @ForAll @IntRange(max = 100_000) int at, @ForAll byte value) {
    byte[] file = HostileModels.endless();
    file[at % file.length] = value;

    reason(() -> file);
  }

  /** Fails with whatever else is thrown. */
  private static RefusalReason reason(Supplier<byte[]> file) {
    ModelRefusedException refused =
        catchThrowableOfType(
            ModelRefusedException.class, () -> OnnxRules.check("the file", file.get()));
    return refused == null ? RefusalReason.UNKNOWN_VERSION : refused.reason();
  }
}
