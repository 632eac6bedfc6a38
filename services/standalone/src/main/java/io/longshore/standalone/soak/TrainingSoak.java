package io.longshore.standalone.soak;

import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trains for a given number of steps and watches resident memory. */
public final class TrainingSoak {
  private static final int STEPS_AN_EPOCH = 10;
  private static final int BATCH = 64;
  private static final int WARM_EPOCHS = 5;

  private TrainingSoak() {}

  /**
   * @param steps in each of the two long stages
   * @param log told resident memory now and then
   */
  public static SoakResult run(int steps, Consumer<String> log) {
    int epochs = Math.max(2 * WARM_EPOCHS, steps / STEPS_AN_EPOCH);
    TrainingSet examples = NoiseImages.set(BATCH * STEPS_AN_EPOCH, 1);
    List<Double> resident = new ArrayList<>();
    try (TrainedModel model =
        Ssd.with(SsdParameters.demo().withEpochs(epochs, epochs))
            .reportingTo(
                event -> {
                  if (event instanceof EpochFinished epoch && epoch.epoch() % WARM_EPOCHS == 0) {
                    resident.add(ResidentMemory.megabytes());
                    log.accept(
                        "%s, %d steps: %.0f MB"
                            .formatted(
                                epoch.stage(),
                                epoch.epoch() * STEPS_AN_EPOCH,
                                resident.get(resident.size() - 1)));
                  }
                })
            .train(examples)) {
      return new SoakResult(
          "training steps of stages I and III, a head of " + model.classes() + " classes",
          2 * epochs * STEPS_AN_EPOCH,
          resident.get(0),
          resident.get(resident.size() - 1));
    }
  }
}
