package io.longshore.standalone.cli;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.reach.Address;
import io.longshore.runtime.reach.NewClient;
import io.longshore.runtime.reach.Reach;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Option;

/** Options that say where Kafka is and how to talk to it; a few seconds are enough to know. */
final class BrokerOptions {
  private static final String SECURITY_PROTOCOL = "security.protocol";
  private static final Map<String, String> PROMPT =
      Map.of("default.api.timeout.ms", "5000", "request.timeout.ms", "4000", "client.id", "cli");

  @Option(
      names = {"-b", "--bootstrap-server"},
      paramLabel = "HOST:PORT",
      description = "Kafka broker (default: $KAFKA_BOOTSTRAP_SERVERS or 127.0.0.1:9092).",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:9092}")
  private String bootstrapServer = "127.0.0.1:9092";

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Properties of Kafka's clients, such as security.protocol=SASL_SSL: TLS, logins, tuning.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "Prefix of the deployment's topics (default: none).",
      defaultValue = "")
  private String topicPrefix = "";

  String bootstrapServer() {
    return bootstrapServer;
  }

  List<Address> addresses() {
    try {
      return Address.all(bootstrapServer);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(e.getMessage() + " (--bootstrap-server)");
    }
  }

  String securityProtocol() {
    return properties().getOrDefault(SECURITY_PROTOCOL, "PLAINTEXT");
  }

  /** Clients for the address, which nobody has asked yet. */
  KafkaConnection unverified() {
    Map<String, String> properties = properties();
    properties.put("bootstrap.servers", bootstrapServer);
    TopicNames names;
    try {
      names = new TopicNames(topicPrefix);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    }
    return new KafkaConnection(properties, names, new SimpleMeterRegistry());
  }

  /** Fails with a sentence if nobody answers at the address. */
  KafkaConnection reach() {
    new Reach(securityProtocol())
        .obstacle(addresses())
        .ifPresent(
            obstacle -> {
              throw new UnreachableException(
                  obstacle
                      + "; start Longshore with './longshore up' or name the broker with --bootstrap-server");
            });
    return unverified();
  }

  /** An administrator that gives up after seconds. */
  Admin admin(KafkaConnection kafka) {
    return NewClient.by(() -> Admin.create(kafka.properties(PROMPT)));
  }

  /** Full names of all topics. */
  Set<String> topics(KafkaConnection kafka) {
    try (Admin admin = admin(kafka)) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new UnreachableException(
            "Kafka answers at %s but not within 5 s; can the addresses that its brokers advertise be reached from here?"
                .formatted(bootstrapServer));
      }
      throw new IllegalStateException("the topics cannot be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted");
    }
  }

  private Map<String, String> properties() {
    var properties = new Properties();
    config.ifPresent(
        file -> {
          try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
          } catch (IOException | IllegalArgumentException e) {
            throw new WrongUsageException(
                "--command-config %s cannot be read as properties: %s".formatted(file, e));
          }
        });
    var map = new HashMap<String, String>();
    properties.forEach((key, value) -> map.put(key.toString(), value.toString()));
    return map;
  }
}
