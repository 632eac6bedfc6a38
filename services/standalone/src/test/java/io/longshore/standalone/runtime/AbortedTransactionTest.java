package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scorer in transactions and a broker that lets it down. */
@Timeout(180)
class AbortedTransactionTest {
  private static final Map<String, String> EXACTLY_ONCE =
      Map.of("LONGSHORE_SCORER_GUARANTEE", "exactly-once");

  private final Path folder;

  AbortedTransactionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void predictions_that_the_broker_refused_are_there_once_when_it_takes_them_again()
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0);
        var world = new ScoringWorld(connection(broker), folder)) {
      ModelManifest live = begin(world);

      takeRecordsUpTo(connection(broker), 100);
      world.send(live, 200, 1_000);
      world.awaitSaid(0, "a transaction failed; its images are scored again");
      takeRecordsUpTo(connection(broker), 1 << 20);

      eachOnce(world.awaitPredictions(1_000), 1_000);
    }
  }

  @Test
  void a_broker_that_starts_again_finds_each_image_predicted_once() throws Exception {
    LocalBroker before = LocalBroker.start(folder.resolve("broker"), 0);
    int port = URI.create("kafka://" + before.bootstrapServers()).getPort();
    ModelManifest live;
    try (var world = new ScoringWorld(connection(before), folder)) {
      live = begin(world);
      world.send(live, 200, 3_000);
      world.awaitPredictions(300);
      before.close();

      try (LocalBroker after = LocalBroker.start(folder.resolve("broker"), port)) {
        assertThat(after.bootstrapServers()).isEqualTo(before.bootstrapServers());
        eachOnce(world.awaitPredictions(3_000), 3_000);
      }
    }
  }

  private static ModelManifest begin(ScoringWorld world) throws Exception {
    ModelManifest live = world.model(1);
    world.plan(live, Optional.empty());
    world.scorer(EXACTLY_ONCE);
    world.send(live, 0, 200);
    world.awaitPredictions(200);
    return live;
  }

  private static void eachOnce(List<Prediction> predictions, int images) {
    assertThat(predictions)
        .extracting(p -> p.image().value())
        .containsExactlyInAnyOrder(
            IntStream.range(0, images).mapToObj(i -> "image-" + i).toArray(String[]::new));
    assertThat(predictions).noneMatch(Prediction::repeat);
  }

  private static void takeRecordsUpTo(KafkaConnection kafka, int bytes) throws Exception {
    var predictions =
        new ConfigResource(ConfigResource.Type.TOPIC, kafka.names().of(Topics.PREDICTIONS));
    var limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    try (Admin admin = kafka.admin("test-limits")) {
      admin
          .incrementalAlterConfigs(
              Map.of(predictions, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static KafkaConnection connection(LocalBroker broker) {
    return new KafkaConnection(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new TopicNames("aborts."),
        new SimpleMeterRegistry());
  }
}
