package io.longshore.rollout;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;
import java.util.function.UnaryOperator;

/** Wires the rollout service. */
public final class RolloutServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return RolloutSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    return new RolloutService(
        context, settings.of(RolloutSettings.class), UnaryOperator.identity());
  }
}
