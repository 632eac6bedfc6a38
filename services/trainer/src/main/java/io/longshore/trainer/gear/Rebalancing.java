package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.Judging;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Gear 2: learnable weight scaling of the live head on the features of the replay memory. The
 * backbone stays, so the release is a head alone.
 */
public final class Rebalancing {
  private final LearnableWeightScaling scaling;
  private final RecipeWriting recipes;

  public Rebalancing(LearnableWeightScaling scaling, RecipeWriting recipes) {
    this.scaling = scaling;
    this.recipes = recipes;
  }

  /** Fits the scales anew. */
  public Candidate run(Adaptation adaptation, LiveModel live, Examples examples) {
    float[] features = live.features(examples.learning());
    float[] scales =
        scaling.fit(
            features,
            examples.learning().labels(),
            live.model().hardHead(),
            new SplittableRandom(recipes.seed()));
    TrainedModel model = live.model().rescaled(scales);
    ModelRecipe recipe =
        recipes.write(
            adaptation,
            Optional.of(live.manifest().version()),
            examples,
            model.spec().featureWidth(),
            Map.of("method", "LWS", "lws", scaling.toString()));
    Evaluation evaluation =
        Judging.of(
            recipe.classes(),
            examples.heldOut().labels(),
            model.servedHead().logits(live.features(examples.heldOut())));
    return new Candidate(
        recipe, model, Optional.of(live.manifest().backbone()), evaluation, examples);
  }
}
