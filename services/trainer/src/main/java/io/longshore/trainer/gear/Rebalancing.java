package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.ssd.RecordText;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.rebalance.ClassifierRetraining;
import io.longshore.ssd.rebalance.HeadFit;
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
 * Gear 2: the head of the live model, fitted anew to the features of the replay memory. The
 * backbone stays, so the release is a head alone.
 */
public final class Rebalancing {
  /** The parameter that has a {@link LearnableWeightScaling} as {@link RecordText}. */
  public static final String LWS = "lws";

  /** The parameter that has a {@link ClassifierRetraining} as {@link RecordText}. */
  public static final String CRT = "crt";

  private final HeadFit fit;
  private final RecipeWriting recipes;

  public Rebalancing(HeadFit fit, RecipeWriting recipes) {
    this.fit = fit;
    this.recipes = recipes;
  }

  /**
   * Fits the head anew to features of the live model.
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
            parameters());
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
   * The live model under a head fitted anew to these images, all of which it has seen. The caller
   * closes it.
   */
  public TrainedModel refit(LiveModel live, LabelledImages learning) {
    TrainedModel model = live.model();
    float[] features = live.features(learning);
    var random = new SplittableRandom(recipes.seed());
    return fit instanceof ClassifierRetraining retraining
        ? model.refitted(retraining.fit(features, learning.labels(), model.hardHead(), random))
        : model.rescaled(
            ((LearnableWeightScaling) fit)
                .fit(features, learning.labels(), model.hardHead(), random));
  }

  private Map<String, String> parameters() {
    return fit instanceof ClassifierRetraining retraining
        ? Map.of("method", "cRT", CRT, RecordText.write(retraining))
        : Map.of("method", "LWS", LWS, RecordText.write((LearnableWeightScaling) fit));
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
}
