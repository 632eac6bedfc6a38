package io.longshore.ingest;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;

/** Wires the ingest service. */
public final class IngestServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return IngestSettings.class;
  }

  @Override
  public Access access() {
    return Access.of(Writer.INGEST.service())
        .writes(Topics.IMAGES, Topics.LABELS, Topics.rejects(Writer.INGEST))
        .verifiesThem();
  }

  @Override
  public IngestService create(Settings settings, ServiceContext context) {
    return new IngestService(settings.of(IngestSettings.class), context);
  }
}
