package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComputeParametersTest {

  @Test
  void what_is_written_is_read_again() {
    Compute compute = Compute.CPU.with(Precision.BFLOAT16).with(Layout.CHANNELS_FIRST);

    var parameters = ComputeParameters.write(compute);

    assertThat(parameters)
        .containsOnly(
            Map.entry("device", "cpu"),
            Map.entry("precision", "bfloat16"),
            Map.entry("layout", "channels-first"));
    assertThat(ComputeParameters.read(parameters)).isEqualTo(compute);
  }

  @Test
  void a_manifest_that_says_nothing_is_of_float32_on_the_cpu() {
    assertThat(ComputeParameters.read(Map.of("threads", "4"))).isEqualTo(Compute.CPU);
  }

  @Test
  void a_device_that_is_not_here_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComputeParameters.read(Map.of("device", "gpu:99")))
        .withMessageContaining("gpu:99");
  }

  @Test
  void an_unknown_word_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComputeParameters.read(Map.of("precision", "float8")))
        .withMessageContaining("'float8'");
  }
}
