package io.longshore.runtime.topic;

import io.longshore.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing and verifies the ones that are there. A topic that would lose
 * decisions or break an order is refused by name, with the key that is wrong; nothing existing is
 * ever changed.
 */
public final class TopicProvisioning {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Admin admin;
  private final TopicNames names;
  private final TopicLayout layout;
  private final Duration patience;

  public TopicProvisioning(Admin admin, TopicNames names, TopicLayout layout) {
    this(admin, names, layout, PATIENCE);
  }

  /**
   * Provisions with a patience of its own.
   *
   * @param patience how long a topic that is not there may still appear
   */
  public TopicProvisioning(Admin admin, TopicNames names, TopicLayout layout, Duration patience) {
    this.admin = admin;
    this.names = names;
    this.layout = layout;
    this.patience = patience;
  }

  /** Creates every topic that does not exist. */
  public void create(Collection<? extends Topic<?, ?>> topics) {
    List<NewTopic> wanted =
        topics.stream()
            .map(
                t ->
                    new NewTopic(names.of(t), layout.partitions(t), layout.replication())
                        .configs(layout.creation(t)))
            .toList();
    var problems = new ArrayList<String>();
    admin
        .createTopics(wanted)
        .values()
        .forEach(
            (name, done) -> {
              try {
                done.get();
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  problems.add("topic " + name + " cannot be created: " + words(e));
                }
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    if (!problems.isEmpty()) {
      throw new TopicMisconfiguredException(problems);
    }
  }

  /**
   * Checks every topic. A topic that the asked broker does not know yet is waited for a little: it
   * may just have been created.
   *
   * @throws TopicMisconfiguredException naming every topic and key that is wrong
   */
  public void verify(Collection<? extends Topic<?, ?>> topics) {
    long giveUp = System.nanoTime() + patience.toNanos();
    var problems = new ArrayList<String>();
    for (Topic<?, ?> topic : topics) {
      problems.addAll(problems(topic, giveUp));
    }
    if (!problems.isEmpty()) {
      throw new TopicMisconfiguredException(problems);
    }
  }

  private List<String> problems(Topic<?, ?> topic, long giveUp) {
    String name = names.of(topic);
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    TopicDescription description;
    Config config;
    try {
      description =
          Objects.requireNonNull(
              known(giveUp, () -> admin.describeTopics(List.of(name)).allTopicNames()).get(name));
      config =
          Objects.requireNonNull(
              known(giveUp, () -> admin.describeConfigs(List.of(resource)).all()).get(resource));
    } catch (ExecutionException e) {
      return List.of("topic " + name + " cannot be described: " + words(e));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    var problems = new ArrayList<String>();
    int partitions = description.partitions().size();
    if (partitions != layout.partitions(topic)) {
      problems.add(
          "topic %s has %d partitions, needs %d (longshore.topics.partitions)"
              .formatted(name, partitions, layout.partitions(topic)));
    }
    int copies =
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    if (copies < layout.replication()) {
      problems.add(
          "topic %s has replication %d, needs %d (longshore.topics.replication)"
              .formatted(name, copies, layout.replication()));
    }
    for (Map.Entry<String, String> wanted : layout.configuration(topic).entrySet()) {
      ConfigEntry found = config.get(wanted.getKey());
      if (found == null || !suits(wanted.getKey(), wanted.getValue(), found.value())) {
        problems.add(
            "topic %s has %s=%s, needs %s"
                .formatted(
                    name, wanted.getKey(), found == null ? "" : found.value(), wanted.getValue()));
      }
    }
    return problems;
  }

  private static boolean suits(String key, String wanted, String found) {
    return key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        ? Long.parseLong(found) >= Long.parseLong(wanted)
        : wanted.equals(found);
  }

  private static <T> T known(long giveUp, Supplier<KafkaFuture<T>> question)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return question.get().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > giveUp) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  /**
   * What went wrong, and the setting to look at.
   *
   * @throws IllegalStateException if no broker answers, which is no topic's fault
   */
  private static String words(ExecutionException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    if (cause instanceof TimeoutException) {
      throw new IllegalStateException(
          "Kafka does not answer (kafka.bootstrap.servers): " + cause.getMessage(), cause);
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return cause.getMessage() + " (longshore.topics.replication)";
    }
    if (cause instanceof TopicAuthorizationException) {
      return "this login may not; 'longshore doctor --service' says what it lacks"
          + " (a login that may create none needs longshore.topics.create=false)";
    }
    return cause instanceof UnknownTopicOrPartitionException
        ? "it does not exist; create it or set longshore.topics.create=true"
        : String.valueOf(cause);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while talking to the cluster about topics", e);
  }
}
