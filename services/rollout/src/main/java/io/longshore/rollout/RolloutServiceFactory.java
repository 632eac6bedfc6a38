package io.longshore.rollout;

import io.longshore.rollout.kafka.RolloutJournal;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.lag.LagReader;
import io.longshore.runtime.signature.SigningSettings;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;

/** Wires the rollout service. */
public final class RolloutServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return RolloutSettings.class;
  }

  @Override
  public Access access() {
    String service = Writer.ROLLOUT.service();
    return Access.of(service)
        .reads(Topics.MODELS, Topics.ROLLOUTS, Topics.EVALUATIONS, Topics.SCORER_REPORTS)
        .reads(Topics.IMAGES, Topics.LABELS, Topics.PREDICTIONS)
        .reads(Topics.OPERATOR_REQUESTS, Topics.PROMOTION_POLICIES)
        .writes(Topics.ROLLOUTS, Topics.EVALUATIONS, Topics.rejects(Writer.ROLLOUT))
        .verifiesThem()
        .joinsGroupOf(service)
        .writesInTransactions(RolloutJournal.IDS_BEGIN)
        .and(LagReader.ACCESS);
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    RolloutSettings own = settings.of(RolloutSettings.class);
    return new RolloutService(
        context,
        own,
        SigningSettings.plans(own.signing(), "longshore.rollout.signing", context.clock()));
  }
}
