package io.longshore.rollout;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.signature.SigningSettings;

/** Wires the rollout service. */
public final class RolloutServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return RolloutSettings.class;
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
