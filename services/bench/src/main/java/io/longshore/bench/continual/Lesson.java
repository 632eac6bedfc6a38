package io.longshore.bench.continual;

import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.StageByStage;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.torch.Compute;
import java.util.Optional;

/**
 * What one step is learned from.
 *
 * @param parameters of the method at this step
 * @param live the model of the step before; none at the base
 * @param remembering of it, for whoever remembers
 */
record Lesson(
    TrainingSet examples,
    SsdParameters parameters,
    Optional<TrainedModel> live,
    Remembering remembering,
    Run run,
    Compute compute) {

  /** The method's stages with these parameters, beginning at the live model. */
  StageByStage stages(SsdParameters chosen) {
    var stages = new StageByStage(chosen, examples, run, compute);
    return live.map(stages::startingFrom).orElse(stages);
  }
}
