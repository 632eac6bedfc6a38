package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.ssd.RecordText;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Gear 2: learnable weight scaling of the live head on the features of the replay memory. The
 * backbone stays, so the release is a head alone.
 */
public final class Rebalancing {
  /** The parameter that has the {@link LearnableWeightScaling} as {@link RecordText}. */
  public static final String LWS = "lws";

  private final LearnableWeightScaling scaling;
  private final RecipeWriting recipes;

  public Rebalancing(LearnableWeightScaling scaling, RecipeWriting recipes) {
    this.scaling = scaling;
    this.recipes = recipes;
  }

  /**
   * Fits the scales anew to features of the live model.
   *
   * @param selection images that it has all seen
   */
  public Candidate run(Adaptation adaptation, LiveModel live, Selection selection) {
    ModelRecipe recipe =
        recipes.write(
            adaptation,
            Gear.REBALANCE,
            Optional.of(live.manifest().version()),
            selection,
            live.manifest().recipe().input(),
            live.model().spec().featureWidth(),
            Map.of("method", "LWS", LWS, RecordText.write(scaling)));
    TrainedModel model = refit(live, selection.learning());
    try {
      return new Candidate(
          recipe,
          model,
          Optional.of(live.manifest().backbone()),
          judged(recipe, model.servedHead(), live, selection.heldOut()),
          List.of());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * The live model under scales fitted anew to these images, all of which it has seen. The caller
   * closes it.
   */
  public TrainedModel refit(LiveModel live, LabelledImages learning) {
    return live.model().rescaled(scales(live, learning));
  }

  /**
   * What the refitted model says of a few images that the live model has seen, for those who serve
   * it.
   *
   * @param images of {@link Excerpt#golden}
   */
  public static GoldenBatch golden(TrainedModel refitted, LiveModel live, LabelledPixels images) {
    return new GoldenBatch(
        images.shape(),
        refitted.classes(),
        images.pixels(),
        refitted.servedHead().logits(live.features(images.images())));
  }

  private static Evaluation judged(
      ModelRecipe recipe, LinearHead head, LiveModel live, LabelledImages heldOut) {
    return Judging.of(recipe.classes(), heldOut.labels(), head.logits(live.features(heldOut)));
  }

  private float[] scales(LiveModel live, LabelledImages learning) {
    return scaling.fit(
        live.features(learning),
        learning.labels(),
        live.model().hardHead(),
        new SplittableRandom(recipes.seed()));
  }
}
