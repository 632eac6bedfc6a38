package io.longshore.standalone.soak;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.scorer.serving.Admission;
import io.longshore.scorer.serving.ModelLoader;
import io.longshore.scorer.serving.ServingListener;
import io.longshore.scorer.serving.ServingSlot;
import io.longshore.scorer.serving.TrimPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Swaps between models under workers that score without a break, and watches resident memory. */
public final class SwapSoak {
  private static final int MODELS = 3;
  private static final int WARM_SWAPS = 100;
  private static final int IMAGES_A_SWAP = 128;
  private static final int WORKERS = 4;
  private static final int BATCH = 64;
  private static final double ALLOWED = 0.02;

  private SwapSoak() {}

  /**
   * @param swaps how often another model becomes live
   * @param log told resident memory now and then
   */
  public static SwapResult run(int swaps, Consumer<String> log) throws InterruptedException {
    var store = new InMemoryArtifactStore();
    List<ModelManifest> models = new ArrayList<>();
    for (int seed = 0; seed < MODELS; seed++) {
      models.add(NoiseModel.small(seed).in(store));
    }
    var slot = new ServingSlot(new TrimPolicy(1, 3));
    try (var onnx = new OnnxModels(store, new ModelLimits(BATCH, 1, 1 << 28));
        var loader =
            new ModelLoader(
                onnx,
                slot,
                Admission.OPEN,
                SwapSoak::unasked,
                new Failing(),
                Clock.systemUTC(),
                Duration.ofSeconds(5));
        var scoring = new NoiseScoring(slot, models.get(0).recipe().input(), WORKERS)) {
      models.forEach(loader::announced);
      List<Double> megabytes = new ArrayList<>();
      for (int swap = 1; swap <= WARM_SWAPS + swaps; swap++) {
        serve(loader, slot, models.get(swap % MODELS), models.get((swap - 1) % MODELS), swap);
        scoring.score(IMAGES_A_SWAP);
        if (swap >= WARM_SWAPS && (swap - WARM_SWAPS) % 20 == 0) {
          double now = ResidentMemory.megabytes();
          megabytes.add(now);
          log.accept("%d swaps: %.0f MB".formatted(swap - WARM_SWAPS, now));
        }
      }
      scoring.finish();
      return new SwapResult(
          new SoakResult("model swaps", swaps, megabytes, 0, ALLOWED),
          scoring.added(),
          scoring.scored(),
          scoring.longestWaitMillis());
    }
  }

  private static Verification unasked(ModelManifest candidate) {
    throw new IllegalStateException("nothing is on trial here: " + candidate.version());
  }

  private static void serve(
      ModelLoader loader, ServingSlot slot, ModelManifest next, ModelManifest previous, int epoch)
      throws InterruptedException {
    loader.planned(
        new RolloutPlan(
            "soak",
            epoch,
            Optional.of(next.version()),
            Optional.of(previous.version()),
            RolloutStep.PROMOTED,
            Optional.of(next.version()),
            "soak",
            Instant.now()));
    while (!slot.current().map(s -> s.model().version()).equals(Optional.of(next.version()))) {
      loader.step();
    }
  }

  /** A soak whose models are refused shows nothing. */
  private static final class Failing implements ServingListener {
    @Override
    public void serving(ModelVersion version) {}

    @Override
    public void refused(Refusal refusal) {
      throw new IllegalStateException(refusal.toString());
    }
  }
}
