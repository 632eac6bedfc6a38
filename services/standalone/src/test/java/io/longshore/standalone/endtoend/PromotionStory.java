package io.longshore.standalone.endtoend;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens to models on the default path of a retrained one, each answered for by two real
 * scorers, and what became of them.
 */
final class PromotionStory {
  /** Images of which some get a second label, more than a shadow takes. */
  static final int CONTRADICTED = 6_000;

  final PromotionWorld world;
  final ModelManifest first;

  /** Has forgotten a class. */
  final ModelManifest shrunk;

  /** Is worse on the tail. */
  final ModelManifest worse;

  final ModelManifest better;

  /** Goes live at once and ought not to have. */
  final ModelManifest slip;

  final List<Prediction> predictions;
  private final Map<String, List<byte[]>> garbage = new HashMap<>();

  /** Tells it to its end. */
  PromotionStory(PromotionWorld world) throws InterruptedException {
    this.world = world;
    first = world.announce(ShadeModel.retrained(1, 192, world.artifacts()));
    world.flowUntil(RolloutStep.PROMOTED, first);

    shrunk =
        world.announce(
            new ShadeModel(2, Gear.RETRAIN, 1, ShadeModel.RIGHT, Shade.classes().subList(0, 2))
                .in(world.artifacts()));
    world.flowUntil(RolloutStep.REFUSED, shrunk);

    worse = world.announce(ShadeModel.retrained(3, 212, world.artifacts()));
    world.flowUntil(RolloutStep.REFUSED, worse);

    better = world.announce(ShadeModel.retrained(4, ShadeModel.RIGHT, world.artifacts()));
    world.contradict(CONTRADICTED);
    world.flowUntil(RolloutStep.SHADOWED, better);
    world.flowUntil("both scorers to try it", o -> areAllTrying(better));
    disturb();
    world.flowUntil(RolloutStep.CONFIRMED, better);

    slip =
        world.announce(
            new ShadeModel(5, Gear.REBALANCE, 5, 212, Shade.classes()).in(world.artifacts()));
    world.flowUntil(RolloutStep.ROLLED_BACK, slip);
    world.flowUntil("the model before to serve again", o -> areAllServing(better));
    world.awaitPredicted();
    predictions = TestTopics.values(world.kafka(), Topics.PREDICTIONS);
  }

  /** Bytes come that are no records. */
  private void disturb() {
    world.stream();
    Prediction prediction = TestTopics.values(world.kafka(), Topics.PREDICTIONS).get(0);
    ScorerReport report = reports().get(0);
    spoil(Topics.PREDICTIONS, prediction.image(), prediction);
    spoil(Topics.SCORER_REPORTS, report.scorer(), report);
    spoil(Topics.LABELS, Shade.id(0), Shade.label(0));
  }

  private <K, V> void spoil(Topic<K, V> topic, K key, V value) {
    var records = new ArrayList<>(Garbage.ofEveryKind(topic));
    records.add(Garbage.truncated(topic, key, value));
    Garbage.write(world.kafka(), topic, records);
    garbage.put(topic.name(), records.stream().map(Garbage::value).toList());
  }

  private boolean areAllServing(ModelManifest model) {
    return saidBy("scorer-1", ScorerReport::serving).equals(Optional.of(model.version()))
        && saidBy("scorer-2", ScorerReport::serving).equals(Optional.of(model.version()));
  }

  private boolean areAllTrying(ModelManifest model) {
    return saidBy("scorer-1", ScorerReport::onTrial).equals(Optional.of(model.version()))
        && saidBy("scorer-2", ScorerReport::onTrial).equals(Optional.of(model.version()));
  }

  private Optional<ModelVersion> saidBy(
      String scorer, Function<ScorerReport, Optional<ModelVersion>> what) {
    return reports().stream()
        .filter(report -> report.scorer().equals(scorer))
        .reduce((before, after) -> after)
        .flatMap(what);
  }

  List<ScorerReport> reports() {
    return world.seen().reports().stream().map(Seen::value).toList();
  }

  /** What was written to a topic that is no record of it. */
  List<byte[]> garbageOf(Topic<?, ?> topic) {
    return Objects.requireNonNull(garbage.get(topic.name()));
  }

  List<RolloutPlan> plansAbout(ModelManifest model) {
    return world.plans().stream()
        .filter(plan -> plan.subject().equals(Optional.of(model.version())))
        .toList();
  }

  RolloutPlan plan(RolloutStep step, ModelManifest about) {
    return plansAbout(about).stream().filter(p -> p.step() == step).findFirst().orElseThrow();
  }

  Trial trial(RolloutStep step, ModelManifest about) {
    return plan(step, about).trial().orElseThrow();
  }

  List<Prediction> under(RolloutStep step, ModelManifest about) {
    long epoch = plan(step, about).epoch();
    return predictions.stream().filter(p -> p.planEpoch() == epoch).toList();
  }

  List<Prediction> madeByBoth(RolloutStep step, ModelManifest about) {
    return under(step, about).stream().filter(p -> p.alongside().isPresent()).toList();
  }

  /** Of an image as the world sends them. */
  static int number(ImageId image) {
    return Integer.parseInt(image.value().substring("image-".length()));
  }
}
