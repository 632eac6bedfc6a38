package io.longshore.console;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;

/** Wires the console. */
public final class ConsoleServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return ConsoleSettings.class;
  }

  /** It opens without a broker and without topics, and says so. */
  @Override
  public Needs needs() {
    return Needs.NOTHING;
  }

  @Override
  public ConsoleService create(Settings settings, ServiceContext context) {
    return new ConsoleService(settings.of(ConsoleSettings.class), context);
  }
}
