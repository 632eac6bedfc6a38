package io.longshore.standalone.system;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;
import org.jspecify.annotations.Nullable;

/** Makes a service and keeps hold of it, for others in this process. */
public final class InProcess<S extends Service> implements ServiceFactory {
  private final ServiceFactory factory;
  private final Class<S> type;
  private @Nullable S made;

  /**
   * @param factory of the service
   * @param type that it makes
   */
  public InProcess(ServiceFactory factory, Class<S> type) {
    this.factory = factory;
    this.type = type;
  }

  @Override
  public Class<?> settings() {
    return factory.settings();
  }

  @Override
  public Access access() {
    return factory.access();
  }

  @Override
  public S create(Settings settings, ServiceContext context) {
    S service = type.cast(factory.create(settings, context));
    made = service;
    return service;
  }

  /** The service made. */
  public S service() {
    if (made == null) {
      throw new IllegalStateException(type.getSimpleName() + " has not been made yet");
    }
    return made;
  }
}
