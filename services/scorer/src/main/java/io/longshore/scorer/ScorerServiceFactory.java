package io.longshore.scorer;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.kafka.StreamPlan;
import io.longshore.scorer.trust.TrustedAdmission;
import java.util.List;

/** Wires the scorer. */
public final class ScorerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return ScorerSettings.class;
  }

  @Override
  public Access access() {
    String service = Writer.SCORER.service();
    return Access.of(service)
        .reads(Topics.IMAGES, Topics.ROLLOUTS, Topics.MODELS, Topics.ARTIFACTS)
        .reads(Topics.CLASS_FREQUENCIES, Topics.PREDICTIONS)
        .writes(Topics.PREDICTIONS, Topics.SCORER_REPORTS, Topics.rejects(Writer.SCORER))
        .verifiesThem()
        .joinsGroupOf(service)
        .writesInTransactions(StreamPlan.IDS_BEGIN);
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    ScorerSettings own = settings.of(ScorerSettings.class);
    List<String> problems = SettingsReading.problems(own);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new ScorerService(
        own,
        context,
        TrustedAdmission.of(
            own.trust(),
            "longshore.scorer.trust",
            context.dataDirectory().resolve("scorer"),
            context.clock()));
  }
}
