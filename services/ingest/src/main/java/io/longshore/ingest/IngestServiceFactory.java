package io.longshore.ingest;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;

/** Wires the ingest service. */
public final class IngestServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return IngestSettings.class;
  }

  @Override
  public IngestService create(Settings settings, ServiceContext context) {
    return new IngestService(settings.of(IngestSettings.class), context);
  }
}
