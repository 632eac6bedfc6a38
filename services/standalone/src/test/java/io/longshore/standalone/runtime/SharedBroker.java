package io.longshore.standalone.runtime;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.standalone.broker.LocalBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a connection to the one broker of this JVM, with a topic prefix that no other test
 * has. The broker starts with the first test that asks and stops when all tests are over.
 */
final class SharedBroker implements ParameterResolver {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedBroker.class);

  /** Stops the broker when JUnit empties its root store. */
  private record Running(LocalBroker broker) implements AutoCloseable {
    @Override
    public void close() {
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaConnection.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Running.class, type -> start(), Running.class);
    return new KafkaConnection(
        Map.of("bootstrap.servers", running.broker().bootstrapServers()),
        new TopicNames("test-" + TESTS.incrementAndGet() + "."),
        new SimpleMeterRegistry());
  }

  /** Settings of services on it: where it is, the test's own topics, any free port. */
  static Map<String, String> settings(KafkaConnection kafka) {
    var settings = new HashMap<String, String>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("longshore.topics.prefix", kafka.names().prefix());
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    return settings;
  }

  private static Running start() {
    Path folder = Path.of("target", "broker-" + ProcessHandle.current().pid());
    return new Running(LocalBroker.start(folder, 0));
  }
}
