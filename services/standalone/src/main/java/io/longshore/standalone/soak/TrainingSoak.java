package io.longshore.standalone.soak;

import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.ssd.torch.Compute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Trains for a given number of steps and watches resident memory. */
public final class TrainingSoak {
  private static final int STEPS_AN_EPOCH = 10;
  private static final int BATCH = 64;
  private static final int WARM_EPOCHS = 5;
  private static final double ALLOWED = 0.02;

  /** The first of so many parts of a stage only warms up. */
  private static final int WARM_SHARE = 5;

  /** Steps between two looks at memory. */
  public static final int STRIDE = STEPS_AN_EPOCH * WARM_EPOCHS;

  private TrainingSoak() {}

  /**
   * One result for each of the two long stages: they hold different networks, so each is compared
   * with its own beginning.
   *
   * @param steps of each stage
   * @param compute on which device and how exactly
   * @param log told resident memory now and then
   */
  public static List<SoakResult> run(int steps, Compute compute, Consumer<String> log) {
    int epochs = Math.max(2 * WARM_EPOCHS, steps / STEPS_AN_EPOCH);
    TrainingSet examples = NoiseImages.set(BATCH * STEPS_AN_EPOCH, 1);
    Map<Stage, List<Double>> resident = new EnumMap<>(Stage.class);
    try (TrainedModel model =
        Ssd.with(SsdParameters.demo().withEpochs(epochs, epochs))
            .on(compute)
            .reportingTo(
                event -> {
                  if (event instanceof EpochFinished epoch && epoch.epoch() % WARM_EPOCHS == 0) {
                    double now = ResidentMemory.now().megabytes();
                    resident.computeIfAbsent(epoch.stage(), s -> new ArrayList<>()).add(now);
                    log.accept(
                        "%s, %d steps: %.0f MB"
                            .formatted(epoch.stage(), epoch.epoch() * STEPS_AN_EPOCH, now));
                  }
                })
            .train(examples)) {
      log.accept("trained a model of " + model.classes() + " classes");
    }
    return resident.entrySet().stream()
        .map(
            stage ->
                new SoakResult(
                    "training steps of %s, resident".formatted(stage.getKey()),
                    epochs * STEPS_AN_EPOCH,
                    stage.getValue(),
                    stage.getValue().size() / WARM_SHARE,
                    ALLOWED))
        .toList();
  }
}
