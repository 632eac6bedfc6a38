package io.longshore.rollout;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;

/** Wires the rollout service. */
public final class RolloutServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return RolloutSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    return new RolloutService(
        context, new HeldOutGate(GatePolicy.of(settings.of(RolloutSettings.class).gate())));
  }
}
