package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.kafka.KafkaConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scorers that share the images by the group protocol of KIP-848, and scorers whose partitions wait
 * for them.
 */
@ExtendWith(SharedBroker.class)
@Timeout(120)
class GroupMembershipTest {
  private final ScoringWorld world;
  private ModelManifest live;

  GroupMembershipTest(KafkaConnection kafka, @TempDir Path logs) {
    this.world = new ScoringWorld(kafka, logs);
  }

  @BeforeEach
  void model_and_plan() {
    live = world.model(1);
    world.plan(live, Optional.empty());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"classic, true, exactly-once", "consumer, true, at-least-once"})
  void a_scorer_that_is_killed_is_followed_by_one_of_its_name(
      String protocol, boolean isStatic, String guarantee) throws Exception {
    Process killed = world.scorer(settings(protocol, isStatic, guarantee, "1"));
    world.send(live, 0, 200);
    world.awaitPredictions(200);
    CompletableFuture<Integer> sent = world.sendWhileAlive(live, killed, 200);
    world.awaitPredictions(400);
    killed.destroyForcibly().waitFor();
    int images = sent.join();

    world.scorer(settings(protocol, isStatic, guarantee, "1"));
    List<Prediction> predictions = world.awaitPredictions(images);

    InOrder.andOnce(predictions);
    assertThat(predictions).hasSize(images);
  }

  @ParameterizedTest
  @CsvSource({"consumer, false, exactly-once", "classic, true, at-least-once"})
  void a_second_scorer_takes_its_part_and_gives_it_back(
      String protocol, boolean isStatic, String guarantee) throws Exception {
    Process first = world.scorer(settings(protocol, isStatic, guarantee, "1"));
    world.send(live, 0, 1_000);
    world.awaitPredictions(1);
    Process second = world.scorer(settings(protocol, isStatic, guarantee, "2"));
    world.awaitPredictions(1_000);
    first.destroy();
    assertThat(first.waitFor()).as("ends when it is asked to").isEqualTo(143);

    world.send(live, 1_000, 2_000);
    List<Prediction> predictions = world.awaitPredictions(2_000);

    assertThat(second.isAlive()).isTrue();
    InOrder.andOnce(predictions);
  }

  private static Map<String, String> settings(
      String protocol, boolean isStatic, String guarantee, String instance) {
    return Map.of(
        "KAFKA_GROUP_PROTOCOL", protocol,
        "LONGSHORE_SCORER_STATIC_MEMBER", Boolean.toString(isStatic),
        "LONGSHORE_SCORER_GUARANTEE", guarantee,
        "LONGSHORE_INSTANCE", instance);
  }
}
