package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Option;

/**
 * Options of commands that talk to a running Longshore, and the talking: read a topic to its end,
 * write a request.
 */
public final class ClusterOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Option(
      names = {"-b", "--bootstrap-server"},
      description = "Kafka broker (default: $KAFKA_BOOTSTRAP_SERVERS or ${DEFAULT-VALUE}).",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:9092}")
  String bootstrapServer = "127.0.0.1:9092";

  @Option(
      names = "--topic-prefix",
      description = "Prefix of the deployment's topics.",
      defaultValue = "")
  String topicPrefix = "";

  @Option(
      names = "--stream",
      description = "The stream (default: ${DEFAULT-VALUE}).",
      defaultValue = "default")
  String stream = "default";

  /** Latest value of each key, in the order of their first appearance. */
  <K, V> Map<K, V> latest(Topic<K, V> topic) {
    var latest = new LinkedHashMap<K, V>();
    all(topic).forEach(r -> latest.put(r.key(), r.value()));
    return latest;
  }

  /** Every record of a topic, oldest first. */
  <K, V> List<Received<K, V>> all(Topic<K, V> topic) {
    var records = new ArrayList<Received<K, V>>();
    try (var follower =
        Follower.start(
            connect(), topic, "cli", new Health(reason -> {}), Clock.systemUTC(), records::add)) {
      follower.awaitCaughtUp(PATIENCE);
    }
    return List.copyOf(records);
  }

  /** The one announced model that begins with these digits. */
  ModelVersion model(String digits) {
    List<ModelVersion> found =
        latest(Topics.MODELS).keySet().stream().filter(v -> v.value().startsWith(digits)).toList();
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
    try (TopicWriter<String, PolicyOverrides> writer =
        connect().promptWriter(Topics.POLICIES, "cli")) {
      writer.write(overrides.stream(), overrides);
    }
  }

  /** Writes what is set of a promotion policy and waits until the broker has it. */
  void set(PromotionOverrides overrides) {
    try (TopicWriter<String, PromotionOverrides> writer =
        connect().promptWriter(Topics.PROMOTION_POLICIES, "cli")) {
      writer.write(overrides.stream(), overrides);
    }
  }

  /** Fails with a sentence if nobody answers at the address. */
  KafkaConnection connect() {
    var kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", bootstrapServer),
            new TopicNames(topicPrefix),
            new SimpleMeterRegistry());
    try (Admin admin =
        Admin.create(
            kafka.properties(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000")))) {
      if (!admin.listTopics().names().get().contains(kafka.names().of(Topics.ROLLOUTS))) {
        throw new CommandFailedException(
            "the Kafka at %s has no topic %s; is Longshore running there, and is --topic-prefix right?"
                .formatted(bootstrapServer, kafka.names().of(Topics.ROLLOUTS)));
      }
      return kafka;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new CommandFailedException(
          "no Kafka answers at %s; start Longshore with './longshore up' or name the broker with --bootstrap-server"
              .formatted(bootstrapServer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted");
    }
  }
}
