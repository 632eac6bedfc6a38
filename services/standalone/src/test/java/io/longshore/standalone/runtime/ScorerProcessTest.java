package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.rollout.KeyShare;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.endtoend.HugePng;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
@Timeout(180)
class ScorerProcessTest {
  private static final int IMAGES = 3_000;

  private final KafkaConnection kafka;
  private final ScoringWorld world;
  private ModelManifest live;

  ScorerProcessTest(KafkaConnection kafka, @TempDir Path logs) {
    this.kafka = kafka;
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
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void a_scorer_that_is_killed_is_followed_by_one_that_goes_on(String guarantee) throws Exception {
    Process killed = world.scorer(Map.of("LONGSHORE_SCORER_GUARANTEE", guarantee));
    world.send(live, 0, IMAGES / 10);
    world.awaitPredictions(IMAGES / 10);
    CompletableFuture<Integer> sent = world.sendWhileAlive(live, killed, IMAGES / 10);
    world.awaitPredictions(IMAGES / 5);
    killed.destroyForcibly().waitFor();
    int images = sent.join();

    world.scorer(Map.of("LONGSHORE_SCORER_GUARANTEE", guarantee));
    List<Prediction> predictions = world.awaitPredictions(images);

    InOrder.andOnce(predictions);
    assertThat(predictions).hasSize(images).noneMatch(Prediction::repeat);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void a_second_scorer_takes_its_part_and_gives_it_back(String guarantee) throws Exception {
    Process first = world.scorer(settings(guarantee, "1"));
    world.send(live, 0, IMAGES);
    world.awaitPredictions(1);
    Process second = world.scorer(settings(guarantee, "2"));
    world.awaitPredictions(IMAGES);
    first.destroy();
    assertThat(first.waitFor()).as("ends when it is asked to").isEqualTo(143);

    world.send(live, IMAGES, 2 * IMAGES);
    List<Prediction> predictions = world.awaitPredictions(2 * IMAGES);

    assertThat(second.isAlive()).isTrue();
    InOrder.andOnce(predictions);
  }

  @Test
  void a_zombie_is_fenced_by_the_next_process_of_its_instance() throws Exception {
    Process zombie = world.scorer(settings("exactly-once", "1"));
    world.send(live, 0, 100);
    world.awaitPredictions(100);

    world.scorer(settings("exactly-once", "1"));
    for (int sent = 100; zombie.isAlive(); sent += 100) {
      world.send(live, sent, sent + 100);
      world.awaitPredictions(sent + 100);
    }

    assertThat(zombie.exitValue()).isEqualTo(1);
    InOrder.andOnce(world.predictions());
  }

  @Test
  void an_image_whose_prediction_was_given_up_is_predicted_by_whoever_takes_over()
      throws Exception {
    Process first = world.scorer(Map.of());
    world.send(live, 0, 200);
    world.awaitPredictions(200);
    first.destroy();
    first.waitFor();
    world.send(live, 200, 400);
    new GivenUpSends(kafka, live).exceptForTheLast(30);

    world.scorer(Map.of());
    List<Prediction> predictions = world.awaitPredictions(400);

    assertThat(predictions).hasSize(400).noneMatch(Prediction::repeat);
    assertThat(predictions).extracting(Prediction::source).doesNotHaveDuplicates();
  }

  /** Decoded, one takes 75 MB, of which a heap of 256 MiB has room for one; the other, 200. */
  @Test
  void images_as_large_as_ingest_lets_in_are_scored_one_at_a_time_and_larger_ones_refused()
      throws Exception {
    var shape = new ImageShape(5000, 5000, 3);
    var large = new Image(ImageFormat.PNG, shape, HugePng.canonical(5000));
    var larger = new Image(ImageFormat.PNG, shape, HugePng.square(5000));
    Process scorer = world.scorer(Map.of());
    world.send(live, 0, 100);
    world.awaitPredictions(100);

    world.send(100, Collections.nCopies(8, large));
    world.send(108, List.of(larger));
    world.send(live, 109, 200);
    List<Prediction> predictions = world.awaitPredictions(199);

    assertThat(scorer.isAlive()).isTrue();
    assertThat(predictions).extracting(Prediction::image).doesNotHaveDuplicates();
    assertThat(TestTopics.values(kafka, Topics.rejects(Writer.SCORER)))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo(RejectReason.TOO_MANY_PIXELS);
              assertThat(reject.message()).contains("5000x5000x3", "MiB of heap");
              assertThat(reject.payload()).isEqualTo(larger.bytes());
            });
  }

  @Test
  void a_plan_that_names_an_unknown_model_leaves_the_last_good_one_serving() throws Exception {
    world.scorer(Map.of("LONGSHORE_SCORER_MANIFEST_PATIENCE", "PT1S"));
    world.send(live, 0, 100);
    world.awaitPredictions(100);
    ModelManifest unknown = world.unannounced(7);

    world.plan(unknown, Optional.empty());
    ScorerReport refused = world.awaitReport(report -> !report.refusals().isEmpty());
    world.send(live, 100, 200);
    List<Prediction> meanwhile = world.awaitPredictions(200);
    world.announce(unknown);
    ScorerReport served =
        world.awaitReport(report -> report.serving().equals(Optional.of(unknown.version())));

    assertThat(refused.serving()).contains(live.version());
    assertThat(refused.planEpoch()).isEqualTo(world.epoch());
    assertThat(refused.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.version()).isEqualTo(unknown.version());
              assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_VERSION);
              assertThat(refusal.message()).contains("plan 2 names model", "no manifest for 1 s");
            });
    assertThat(meanwhile).extracting(Prediction::model).containsOnly(live.version());
    assertThat(served.planEpoch()).isEqualTo(world.epoch());
  }

  @Test
  void a_canary_answers_its_share_from_the_plan_on() throws Exception {
    ModelManifest candidate = world.model(2);
    world.scorer(Map.of());
    world.send(live, 0, 200);
    world.awaitPredictions(200);

    world.plan(
        live, Optional.of(new Trial(candidate.version(), TrialStage.CANARY, 0.5, Instant.now())));
    int sent = 200;
    while (world.predictions().stream().noneMatch(p -> p.role() == Role.CANARY)) {
      world.send(live, sent, sent + 200);
      sent += 200;
      world.awaitPredictions(sent);
    }

    List<Prediction> predictions = world.predictions();
    InOrder.andOnce(predictions);
    assertThat(predictions)
        .filteredOn(p -> p.role() == Role.CANARY)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), 0.5)).isTrue();
              assertThat(p.model()).isEqualTo(candidate.version());
              assertThat(p.planEpoch()).isEqualTo(world.epoch());
              assertThat(p.alongside().map(Alongside::model)).contains(live.version());
            });
    assertThat(predictions)
        .filteredOn(p -> p.role() == Role.LIVE)
        .allSatisfy(p -> assertThat(p.model()).isEqualTo(live.version()));
  }

  private static Map<String, String> settings(String guarantee, String instance) {
    return Map.of("LONGSHORE_SCORER_GUARANTEE", guarantee, "LONGSHORE_INSTANCE", instance);
  }
}
