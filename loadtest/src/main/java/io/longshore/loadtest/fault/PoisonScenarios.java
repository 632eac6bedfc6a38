package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Outcome;
import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What may come in, and what topics may be like. */
final class PoisonScenarios {
  private static final double SHARE = 0.2;
  private static final int GARBAGE = 50;
  private static final int OVERSIZED = 3 << 20;
  private static final String MESSAGE_BYTES = Integer.toString(4 << 20); // as ingest wants it
  private static final int TOO_LARGE = 413;
  private static final int CLOSED = 0;

  private PoisonScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R11",
            "poison is kept once, with its reason; everything good is scored; nobody restarts",
            Scenario.Needs.SCORING,
            PoisonScenarios::poison),
        new Scenario(
            "R20",
            "a service refuses topics that would lose records, and says which and why",
            Scenario.Needs.COUNTING,
            PoisonScenarios::wrongTopics));
  }

  private static void poison(Stage stage) throws InterruptedException {
    ServiceNode ingest = stage.site().service("ingest-0");
    ServiceNode scorer = stage.site().service("scorer-0");
    try (Traffic traffic = stage.traffic("", SHARE)) {
      garbage(stage);
      int answer = oversized(ingest.address());
      stage.proven("an image of %d bytes is answered %d", OVERSIZED, answer);
      if (answer != TOO_LARGE && answer != CLOSED) {
        stage.violated("an image of %d bytes was answered %d and not 413", OVERSIZED, answer);
      }
      Thread.sleep(15_000);
      stage.proven("%d sent, %.0f %% of it poison", traffic.sent(), 100 * SHARE);
    }
    for (ServiceNode node : List.of(ingest, scorer)) {
      node.process().checkAlive();
      stage.proven(
          "%s, process %d, still runs, %d MiB resident",
          node.name(), node.process().pid(), node.process().residentMebibytes());
    }
  }

  /** Bytes that nobody can read, straight on the images topic. */
  private static void garbage(Stage stage) throws InterruptedException {
    try (var producer = stage.cluster().kafka().producer("load-test-garbage", Map.of())) {
      for (int i = 0; i < GARBAGE; i++) {
        byte[] noise = new byte[1 + stage.random().nextInt(200)];
        stage.random().nextBytes(noise);
        byte[] key = ("garbage-" + i).getBytes(StandardCharsets.UTF_8);
        RecordMetadata at = producer.send(new ProducerRecord<>("images", key, noise)).get();
        stage
            .ledger()
            .poison("%s/%d@%d".formatted(at.topic(), at.partition(), at.offset()), Outcome.REFUSED);
      }
      stage.proven("%d unreadable records lie on images", GARBAGE);
    } catch (ExecutionException e) {
      throw new IllegalStateException("garbage could not be written", e.getCause());
    }
  }

  private static int oversized(URI ingest) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve("/images"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(new byte[OVERSIZED]))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return CLOSED; // while the body was still under way
    }
  }

  /**
   * One way in which a topic can be wrong.
   *
   * @param named what a refusal must name
   */
  private record Wrong(
      String prefix, int partitions, int copies, Map<String, String> configs, String named) {}

  private static void wrongTopics(Stage stage) throws InterruptedException {
    for (Wrong wrong :
        List.of(
            new Wrong("one-copy-", 2, 1, Map.of("min.insync.replicas", "1"), "replication"),
            new Wrong("few-", 1, 3, Map.of("min.insync.replicas", "2"), "partitions"),
            new Wrong("compacted-", 2, 3, Map.of("cleanup.policy", "compact"), "cleanup.policy"),
            new Wrong(
                "unsafe-",
                2,
                3,
                Map.of("min.insync.replicas", "1", "max.message.bytes", MESSAGE_BYTES),
                "min.insync.replicas"))) {
      refused(stage, wrong);
    }
    try (Traffic traffic = stage.traffic("-after")) {
      Thread.sleep(3_000);
      stage.proven("%d images sent to the right topics, which work on", traffic.sent());
    }
  }

  private static void refused(Stage stage, Wrong wrong) throws InterruptedException {
    String topic = new TopicNames(wrong.prefix()).of(Topics.IMAGES);
    try (Admin admin = stage.cluster().kafka().admin("load-test")) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, wrong.partitions(), (short) wrong.copies())
                      .configs(wrong.configs())))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + topic + " cannot be made", e.getCause());
    }
    ServiceNode node =
        stage
            .site()
            .prepare(
                ServiceKind.INGEST,
                wrong.prefix(),
                Map.of("longshore.topics.prefix", wrong.prefix()));
    node.start();
    OptionalInt exit = node.process().awaitExit(Duration.ofSeconds(60));
    String complaint = complaint(node.printed(), topic);
    stage.proven("%s: ingest ended with %s: %s", topic, exit, complaint);
    if (exit.isEmpty() || exit.getAsInt() != 1 || !complaint.contains(wrong.named())) {
      stage.violated("ingest did not refuse %s, %s", topic, wrong);
      node.close();
    }
  }

  private static String complaint(Path log, String topic) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("topic " + topic)).findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(log + " cannot be read", e);
    }
  }
}
