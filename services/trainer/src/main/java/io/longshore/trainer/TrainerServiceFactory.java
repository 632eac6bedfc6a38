package io.longshore.trainer;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.signature.SigningSettings;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.ssd.torch.Compute;
import java.util.ArrayList;

/** Wires the trainer. */
public final class TrainerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return TrainerSettings.class;
  }

  /** It keeps its offsets itself, beside what it remembers: it has no group. */
  @Override
  public Access access() {
    return Access.of(Writer.TRAINER.service())
        .reads(Topics.IMAGES, Topics.LABELS, Topics.CLASS_FREQUENCIES, Topics.ADAPTATIONS)
        .reads(Topics.MODELS, Topics.ARTIFACTS, Topics.TRAINING)
        .reads(Topics.ROLLOUTS, Topics.OPERATOR_REQUESTS)
        .writes(Topics.MODELS, Topics.ARTIFACTS, Topics.SOFT_LABELS, Topics.TRAINING)
        .writes(Topics.rejects(Writer.TRAINER))
        .verifiesThem();
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    TrainerSettings own = settings.of(TrainerSettings.class);
    return new TrainerService(
        own,
        compute(own),
        SigningSettings.manifests(own.signing(), "longshore.trainer.signing", context.clock()),
        context);
  }

  /**
   * What trains here.
   *
   * @throws InvalidSettingsException if there is no such device, or it cannot compute so
   */
  static Compute compute(TrainerSettings settings) {
    var problems = new ArrayList<String>();
    Compute compute = Compute.CPU;
    try {
      compute = Compute.on(settings.device());
    } catch (IllegalArgumentException e) {
      problems.add(
          "longshore.trainer.device is %s: %s".formatted(settings.device(), e.getMessage()));
    }
    try {
      compute = compute.with(settings.precision());
    } catch (IllegalStateException e) {
      problems.add(
          "longshore.trainer.precision is %s: %s".formatted(settings.precision(), e.getMessage()));
    }
    if (!(settings.retrain().remembering() >= 0)) {
      problems.add(
          "longshore.trainer.retrain.remembering is %s; the least is 0"
              .formatted(settings.retrain().remembering()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return compute;
  }
}
