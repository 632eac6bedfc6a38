package io.longshore.runtime;

import io.longshore.runtime.config.Settings;

/** Makes a service from its settings and what every service is handed. */
public interface ServiceFactory {

  /** The typed interface of the service's settings. */
  Class<?> settings();

  /** Wires the service; starts nothing. */
  Service create(Settings settings, ServiceContext context);
}
