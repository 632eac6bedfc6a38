package io.longshore.runtime;

import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;

/** Makes a service from its settings and what every service is handed. */
public interface ServiceFactory {

  /** The typed interface of the service's settings. */
  Class<?> settings();

  /**
   * What the service needs of the cluster. The topics that it {@link Access#verified verifies} must
   * be there before it starts; one that only looks verifies none, and waits for them itself.
   */
  Access access();

  /** Wires the service; starts nothing. */
  Service create(Settings settings, ServiceContext context);
}
