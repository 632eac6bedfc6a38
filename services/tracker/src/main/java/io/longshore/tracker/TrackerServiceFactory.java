package io.longshore.tracker;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;

/** Wires the tracker. */
public final class TrackerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return TrackerSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    return new TrackerService(settings.of(TrackerSettings.class), context);
  }
}
