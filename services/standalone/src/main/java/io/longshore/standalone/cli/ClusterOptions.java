package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of commands that talk to a running Longshore, and the talking: read a topic to its end,
 * write a request.
 */
public final class ClusterOptions {
  private static final Map<String, String> PROMPT =
      Map.of(
          "linger.ms", "0",
          "max.block.ms", "8000",
          "request.timeout.ms", "7000",
          "delivery.timeout.ms", "8000");

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description = "The stream (default: ${DEFAULT-VALUE}).",
      defaultValue = "default")
  String stream = "default";

  private Optional<KafkaConnection> connection = Optional.empty();

  /** Latest value of each key, in the order of their first appearance. */
  <K, V> Map<K, V> latest(Topic<K, V> topic) {
    try (var reading = new TopicReading(connect())) {
      return reading.latest(topic);
    }
  }

  /** Every record of a topic, oldest first. */
  <K, V> List<Received<K, V>> all(Topic<K, V> topic) {
    try (var reading = new TopicReading(connect())) {
      return reading.all(topic);
    }
  }

  /** The one announced model that begins with these digits. */
  ModelVersion model(String digits) {
    return manifest(digits).version();
  }

  /** Its manifest. */
  ModelManifest manifest(String digits) {
    List<ModelManifest> found =
        latest(Topics.MODELS).entrySet().stream()
            .filter(e -> e.getKey().value().startsWith(digits))
            .map(Map.Entry::getValue)
            .toList();
    if (found.size() != 1) {
      throw new CommandFailedException(
          "%d models begin with '%s'; './longshore models' lists them"
              .formatted(found.size(), digits));
    }
    return found.get(0);
  }

  /** Asks for something and waits until the broker has it. */
  void ask(Consumer<OperatorDesk> request) {
    try (var desk = new OperatorDesk(connect(), "cli", stream, "operator", Clock.systemUTC())) {
      request.accept(desk);
    }
  }

  /** Writes what is set of a policy and waits until the broker has it. */
  void set(PolicyOverrides overrides) {
    write(Topics.POLICIES, overrides.stream(), overrides);
  }

  /** Writes what is set of a promotion policy and waits until the broker has it. */
  void set(PromotionOverrides overrides) {
    write(Topics.PROMOTION_POLICIES, overrides.stream(), overrides);
  }

  private <V> void write(Topic<String, V> topic, String key, V value) {
    try (TopicWriter<String, V> writer = connect().writer(topic, "cli", PROMPT)) {
      writer.write(key, value);
    }
  }

  BrokerOptions broker() {
    return broker;
  }

  /** Fails with a sentence if nobody answers at the address, or Longshore is not there. */
  KafkaConnection connect() {
    KafkaConnection kafka = connection.orElseGet(this::verified);
    connection = Optional.of(kafka);
    return kafka;
  }

  private KafkaConnection verified() {
    KafkaConnection kafka = broker.reach();
    if (!broker.topics(kafka).contains(kafka.names().of(Topics.ROLLOUTS))) {
      throw new CommandFailedException(
          "the Kafka at %s has no topic %s; is Longshore running there, and is --topic-prefix right?"
              .formatted(kafka.bootstrapServers(), kafka.names().of(Topics.ROLLOUTS)));
    }
    return kafka;
  }
}
