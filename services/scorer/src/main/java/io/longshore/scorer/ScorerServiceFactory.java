package io.longshore.scorer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.onnx.ModelRefusedException;
import io.longshore.scorer.serving.Admission;
import java.util.List;

/** Wires the scorer. */
public final class ScorerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return ScorerSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    ScorerSettings own = settings.of(ScorerSettings.class);
    List<String> problems = SettingsReading.problems(own);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new ScorerService(own, context, Admission.OPEN, ScorerServiceFactory::unverified);
  }

  /**
   * This scorer starts no throw-away processes, and says so instead of letting a candidate pass.
   */
  private static Verification unverified(ModelManifest candidate) {
    throw new ModelRefusedException(
        RefusalReason.UNSUPPORTED,
        "this scorer cannot run model %s in a throw-away process".formatted(candidate.version()));
  }
}
