package io.longshore.trainer.gear;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.ssd.TrainedModel;
import java.util.List;
import java.util.Optional;

/**
 * What a gear made, before anybody has checked it.
 *
 * @param recipe what it was made from
 * @param model its parameters; whoever holds the candidate closes it
 * @param backbone where its backbone lies already, if it is its parent's
 * @param evaluation on the held-out images
 * @param softLabels of its teacher, if it had one
 */
public record Candidate(
    ModelRecipe recipe,
    TrainedModel model,
    Optional<ArtifactRef> backbone,
    Evaluation evaluation,
    List<SoftLabel> softLabels)
    implements AutoCloseable {

  public Candidate {
    softLabels = List.copyOf(softLabels);
  }

  @Override
  public void close() {
    model.close();
  }
}
