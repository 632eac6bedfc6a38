package io.longshore.console;

import io.longshore.console.kafka.TopicsReader;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;

/** Wires the console. */
public final class ConsoleServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return ConsoleSettings.class;
  }

  /** It opens without a broker and without topics, and says so: it verifies none. */
  @Override
  public Access access() {
    return Access.of("console")
        .reads(TopicsReader.topics())
        .reads(Topics.IMAGES, Topics.ARTIFACTS)
        .describes(Topics.all().toArray(Topic<?, ?>[]::new))
        .writes(Topics.OPERATOR_REQUESTS)
        .watchesGroups();
  }

  @Override
  public ConsoleService create(Settings settings, ServiceContext context) {
    return new ConsoleService(settings.of(ConsoleSettings.class), context);
  }
}
