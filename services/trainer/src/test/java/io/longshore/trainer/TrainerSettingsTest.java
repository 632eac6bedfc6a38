package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.TrainerSettings.Beginning;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {

  @Test
  void it_trains_afresh_on_the_cpu_in_float32_unless_told_otherwise() {
    TrainerSettings settings = load(Map.of());

    assertThat(TrainerServiceFactory.compute(settings)).isEqualTo(Compute.CPU);
    assertThat(settings.retrain().start()).isEqualTo(Beginning.FRESH);
    assertThat(settings.retrain().applied(SsdParameters.tiny())).isEqualTo(SsdParameters.tiny());
  }

  @Test
  void a_gpu_is_taken_unasked_by_auto_alone() {
    TrainerSettings settings = load(Map.of("LONGSHORE_TRAINER_DEVICE", "auto"));

    assertThat(TrainerServiceFactory.compute(settings).deviceName())
        .isEqualTo(Torch.canUseGpu() ? "gpu:0" : "cpu");
  }

  @Test
  void another_precision_is_what_trains() {
    TrainerSettings settings = load(Map.of("LONGSHORE_TRAINER_PRECISION", "bfloat16"));

    assertThat(TrainerServiceFactory.compute(settings))
        .isEqualTo(Compute.CPU.with(Precision.BFLOAT16));
  }

  @Test
  void a_warm_start_remembers_the_live_model_as_much_as_is_wanted() {
    TrainerSettings settings =
        load(
            Map.of(
                "LONGSHORE_TRAINER_RETRAIN_START", "live",
                "LONGSHORE_TRAINER_RETRAIN_REMEMBERING", "0.5"));

    SsdParameters parameters = settings.retrain().applied(SsdParameters.tiny());

    assertThat(parameters.featureLearning().remembering().weight()).isEqualTo(0.5);
    assertThat(parameters.selfDistillation().beyond().remembering().weight()).isEqualTo(0.5);
  }

  @Test
  void a_device_that_does_not_exist_stops_the_start_with_every_other_problem() {
    TrainerSettings settings =
        load(
            Map.of(
                "LONGSHORE_TRAINER_DEVICE", "gpu:99",
                "LONGSHORE_TRAINER_RETRAIN_REMEMBERING", "-1"));

    assertThatThrownBy(() -> TrainerServiceFactory.compute(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("longshore.trainer.device is gpu:99: there is no gpu:99")
        .hasMessageContaining("longshore.trainer.retrain.remembering is -1.0; the least is 0");
  }

  @Test
  void a_device_of_no_kind_is_told_which_there_are() {
    TrainerSettings settings = load(Map.of("LONGSHORE_TRAINER_DEVICE", "tpu"));

    assertThatThrownBy(() -> TrainerServiceFactory.compute(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("auto, cpu or gpu:N, not 'tpu'");
  }

  private static TrainerSettings load(Map<String, String> environment) {
    return Settings.load(environment, Map.of(), Set.of(TrainerSettings.class))
        .of(TrainerSettings.class);
  }
}
