package io.longshore.trainer;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;

/** Wires the trainer. */
public final class TrainerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return TrainerSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    return new TrainerService(settings.of(TrainerSettings.class), context);
  }
}
