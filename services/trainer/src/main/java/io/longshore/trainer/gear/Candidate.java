package io.longshore.trainer.gear;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.run.Examples;
import java.util.Optional;

/**
 * What a gear made, before anybody has checked it.
 *
 * @param recipe what it was made from
 * @param model its parameters; whoever holds the candidate closes it
 * @param backbone where its backbone lies already, if it is its parent's
 * @param evaluation on the examples' held-out images
 * @param examples it was made from
 */
public record Candidate(
    ModelRecipe recipe,
    TrainedModel model,
    Optional<ArtifactRef> backbone,
    Evaluation evaluation,
    Examples examples)
    implements AutoCloseable {

  @Override
  public void close() {
    model.close();
  }
}
