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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Swaps between models under workers that score without a break, and watches resident memory. */
public final class SwapSoak {
  private static final int MODELS = 3;
  private static final int WARM_SWAPS = 100;
  private static final int IMAGES_A_SWAP = 128;
  private static final int STRIDE = 20;
  private static final int BATCH = 64;
  private static final double ALLOWED = 0.02;

  /** The first of so many parts only warms up further. */
  private static final int WARM_SHARE = 10;

  private SwapSoak() {}

  /**
   * Under as much load as can be.
   *
   * @param swaps how often another model becomes live
   * @param log told resident memory now and then
   */
  public static SwapResult run(int swaps, Consumer<String> log) throws InterruptedException {
    return run(SwapLoad.hard(swaps), log);
  }

  /**
   * Swaps, and looks at memory every twenty times.
   *
   * @param log told resident memory now and then
   */
  public static SwapResult run(SwapLoad load, Consumer<String> log) throws InterruptedException {
    var store = new InMemoryArtifactStore();
    List<ModelManifest> models = new ArrayList<>();
    for (int seed = 0; seed < MODELS; seed++) {
      models.add(NoiseModel.small(seed).in(store));
    }
    var slot = new ServingSlot(new TrimPolicy(1, 3));
    try (var metronome = new Metronome();
        var onnx = new OnnxModels(store, new ModelLimits(BATCH, 1, 1 << 28));
        var loader =
            new ModelLoader(
                onnx,
                slot,
                Admission.OPEN,
                SwapSoak::unasked,
                new Failing(),
                Clock.systemUTC(),
                Duration.ofSeconds(5))) {
      var pauses = new Pauses(System::nanoTime, metronome);
      models.forEach(loader::announced);
      serve(loader, slot, models.get(0), models.get(1), 1);
      try (var scoring =
          new NoiseScoring(slot, models.get(0).recipe().input(), load.workers(), pauses)) {
        List<ResidentMemory> looks = new ArrayList<>();
        long began = System.nanoTime();
        for (int swap = 1 - WARM_SWAPS; swap <= load.swaps(); swap++) {
          if (swap == 1) {
            began = System.nanoTime();
            pauses.begin();
          }
          awaitDue(began + load.due(swap));
          int number = WARM_SWAPS + swap;
          pauses.swapBegins();
          serve(
              loader,
              slot,
              models.get(number % MODELS),
              models.get((number + MODELS - 1) % MODELS),
              number + 1);
          pauses.swapEnds();
          scoring.awaitScored(IMAGES_A_SWAP);
          if (swap >= 0 && swap % STRIDE == 0) {
            pauses.ignore();
            looks.add(ResidentMemory.now());
            log.accept("%d swaps: %s".formatted(swap, looks.get(looks.size() - 1)));
          }
        }
        scoring.finish();
        return result(load.swaps(), looks, scoring, pauses);
      }
    }
  }

  private static void awaitDue(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private static SwapResult result(
      int swaps, List<ResidentMemory> looks, NoiseScoring scoring, Pauses pauses) {
    int warm = looks.size() / WARM_SHARE;
    return new SwapResult(
        new SoakResult(
            "model swaps, resident",
            swaps,
            looks.stream().map(ResidentMemory::megabytes).toList(),
            warm,
            ALLOWED),
        new SoakResult(
            "model swaps, heap after collections",
            swaps,
            looks.stream().map(ResidentMemory::heap).toList(),
            warm,
            ALLOWED),
        scoring.added(),
        scoring.scored(),
        scoring.longestWaitMillis(),
        pauses.millisAtSwaps(),
        pauses.millisOfSwaps(),
        pauses.millisOtherwise());
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
