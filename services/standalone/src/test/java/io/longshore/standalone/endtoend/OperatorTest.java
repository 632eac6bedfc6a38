package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.schemas.Topics;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at the command line: looks, adapts, rolls back, promotes. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class OperatorTest {
  private static final Map<String, String> NO_DRIFT_ALARM =
      Map.of("longshore.tracker.effect-floor", "0.99");
  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> STREAM =
      Picture.stream("stream", Map.of("ant", 140, "bee", 48, "cow", 12));

  private TestSystem system;
  private Path data;
  private ModelManifest first;
  private ModelManifest second;
  private Cli adapted;
  private Cli status;
  private Cli models;
  private Cli rolledBack;
  private Cli rolledBackAgain;
  private Cli promoted;

  @BeforeAll
  void an_operator_works(@TempDir Path data) {
    this.data = data;
    system = TestSystem.start(data.resolve("system"), NO_DRIFT_ALARM);
    system.send(HELD_OUT);
    system.send(STREAM);
    first = system.awaitServed(Gear.RETRAIN, 0);
    adapted = run("adapt", "rebalance", "--reason", "to see");
    second = system.awaitServed(Gear.REBALANCE, 0);
    status = run("status");
    models = run("models");
    rolledBack = run("rollback", "--reason", "it looks odd");
    system.awaitServing(first.version());
    rolledBackAgain = run("rollback", "--reason", "once more");
    repeatTheRollBack();
    promoted = run("promote", second.version().brief(), "--reason", "it was fine");
    system.awaitServing(second.version());
  }

  private Cli run(String... arguments) {
    return Cli.run(system.withBroker(arguments));
  }

  /** The very record that was written before, once more. */
  private void repeatTheRollBack() {
    OperatorRequest same =
        TestTopics.values(system.kafka(), Topics.OPERATOR_REQUESTS).stream()
            .filter(OperatorRequest.RollBack.class::isInstance)
            .findFirst()
            .orElseThrow();
    try (var writer = system.kafka().promptWriter(Topics.OPERATOR_REQUESTS, "operator")) {
      writer.write(same.id(), same);
    }
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void an_adaptation_can_be_asked_for() {
    assertThat(adapted).isEqualTo(new Cli(0, "asked to rebalance\n", ""));
    assertThat(second.recipe().parent()).contains(first.version());
  }

  @Test
  void the_status_says_what_serves_and_how_the_mix_stands() {
    assertThat(status.status()).isZero();
    assertThat(status.out())
        .contains("live      " + second.version().brief() + " (plan 2, promoted)")
        .contains("labels    200 in 3 classes")
        .containsPattern("(?m)^ant +140 ")
        .contains("scorer    scorer-0 serves " + second.version().brief());
  }

  @Test
  void the_models_are_listed_with_their_parents_and_states() {
    assertThat(models.status()).isZero();
    assertThat(models.out())
        .startsWith("VERSION")
        .containsPattern(first.version().brief() + " +retrain +- +previous")
        .containsPattern(
            second.version().brief() + " +rebalance +" + first.version().brief() + " +live");
  }

  @Test
  void a_rollback_makes_the_model_before_live_again_at_the_scorer() {
    RolloutPlan plan = plan(3);

    assertThat(rolledBack.status()).isZero();
    assertThat(rolledBack.out())
        .isEqualTo(
            "asked to roll back from %s to %s%n"
                .formatted(second.version().brief(), first.version().brief()));
    assertThat(plan.step()).isEqualTo(RolloutStep.ROLLED_BACK);
    assertThat(plan.live()).contains(first.version());
    assertThat(plan.reason()).isEqualTo("operator: it looks odd");
  }

  @Test
  void there_is_nothing_to_go_back_to_twice() {
    assertThat(rolledBackAgain.status()).isEqualTo(1);
    assertThat(rolledBackAgain.err())
        .isEqualTo(
            "longshore: no model was live before %s: nothing to go back to%n"
                .formatted(first.version().brief()));
  }

  @Test
  void the_same_request_a_second_time_changes_nothing() {
    assertThat(plan(4).step()).isEqualTo(RolloutStep.PROMOTED);
    assertThat(plan(4).live()).contains(second.version());
  }

  @Test
  void a_version_can_be_promoted_by_its_first_digits() {
    assertThat(promoted)
        .isEqualTo(new Cli(0, "asked to promote %s%n".formatted(second.version().brief()), ""));
  }

  @Test
  void a_version_nobody_knows_is_told() {
    Cli unknown = run("promote", "xyz", "--reason", "a slip");

    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err())
        .isEqualTo(
            "longshore: 0 models begin with 'xyz'; './longshore models' lists them%n".formatted());
  }

  @Test
  void a_gear_nobody_knows_is_told() {
    Cli unknown = run("adapt", "reverse", "--reason", "a slip");

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo("longshore: 'reverse' is no gear: rebalance or retrain%n".formatted());
  }

  @Test
  void a_prefix_without_longshore_is_told() {
    Cli status = run("status", "--topic-prefix", "other.");

    assertThat(status.status()).isEqualTo(1);
    assertThat(status.err()).contains("has no topic other.rollouts").hasLineCount(1);
  }

  @Test
  void a_folder_of_images_can_be_sent_in_and_is_sent_once() throws Exception {
    for (Picture picture : Picture.stream("folder", Map.of("ant", 3, "bee", 2))) {
      Path file = data.resolve("photos/" + picture.id().replace("folder/", "") + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, picture.png());
    }
    int before = system.seen().imagesPredicted();

    Cli once = ingest();
    Cli again = ingest();

    system.await("the folder to be predicted", o -> o.imagesPredicted() == before + 5);
    assertThat(once.status()).isZero();
    assertThat(again.status()).isZero();
    assertThat(system.seen().repeated()).isZero();
  }

  private Cli ingest() {
    return run(
        "ingest",
        data.resolve("photos").toString(),
        "--data-directory",
        data.resolve("sent").toString());
  }

  private RolloutPlan plan(int epoch) {
    return system.seen().plans().stream()
        .map(Seen::value)
        .filter(p -> p.epoch() == epoch)
        .findFirst()
        .orElseThrow();
  }
}
