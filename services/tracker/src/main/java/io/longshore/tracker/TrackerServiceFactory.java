package io.longshore.tracker;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;

/** Wires the tracker. */
public final class TrackerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return TrackerSettings.class;
  }

  @Override
  public Access access() {
    String service = Writer.TRACKER.service();
    return Access.of(service)
        .reads(Topics.LABELS, Topics.MODELS, Topics.ROLLOUTS, Topics.POLICIES)
        .writes(Topics.CLASS_FREQUENCIES, Topics.ADAPTATIONS, Topics.rejects(Writer.TRACKER))
        .verifiesThem()
        .runsStreamsOf(service);
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    return new TrackerService(
        settings.of(TrackerSettings.class),
        TopicLayout.of(settings.of(ProcessSettings.class).topics()),
        context);
  }
}
