package io.longshore.runtime;

import io.longshore.runtime.config.Settings;

/** Makes a service from its settings and what every service is handed. */
public interface ServiceFactory {

  /** The typed interface of the service's settings. */
  Class<?> settings();

  /**
   * What must be there before the service starts. One that only looks waits for what is not there
   * itself, and changes nothing.
   */
  default Needs needs() {
    return Needs.TOPICS;
  }

  /** What must be there before a service starts. */
  enum Needs {
    /** All topics, verified. */
    TOPICS,
    NOTHING
  }

  /** Wires the service; starts nothing. */
  Service create(Settings settings, ServiceContext context);
}
