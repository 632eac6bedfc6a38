package io.longshore.standalone.system;

import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.Settings;
import org.jspecify.annotations.Nullable;

/** Makes the ingest service and keeps hold of it, for senders in this process. */
public final class InProcessIngest implements ServiceFactory {
  private final IngestServiceFactory factory = new IngestServiceFactory();
  private @Nullable IngestService made;

  @Override
  public Class<?> settings() {
    return factory.settings();
  }

  @Override
  public IngestService create(Settings settings, ServiceContext context) {
    made = factory.create(settings, context);
    return made;
  }

  /** The service made. */
  public IngestService service() {
    if (made == null) {
      throw new IllegalStateException("the ingest service has not been made yet");
    }
    return made;
  }
}
