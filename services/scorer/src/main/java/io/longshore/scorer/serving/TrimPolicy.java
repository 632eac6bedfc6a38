package io.longshore.scorer.serving;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.Prior;
import io.longshore.domain.model.ModelRecipe;
import java.util.Map;

/**
 * How far the logits follow the class mix: {@code tau (log pi_live - log 1/K)}, since every head is
 * fitted to balanced classes, cut off at a limit, so that a class unseen for long can still win.
 *
 * @param tau 1 follows the mix as far as the policy in force says, 0 not at all: it is multiplied
 *     by {@link ClassFrequencies#trim}
 * @param limit the largest shift of any logit, either way
 */
public record TrimPolicy(double tau, double limit) {

  public TrimPolicy {
    if (!(tau >= 0) || Double.isInfinite(tau) || !(limit >= 0)) {
      throw new IllegalArgumentException(
          "tau and limit of the trim must be 0 or more, not " + tau + " and " + limit);
    }
  }

  /** The trim of a model under a mix; none while nothing has been counted. */
  Trim trim(ModelRecipe recipe, ClassFrequencies frequencies) {
    Map<String, Double> live = frequencies.mix();
    if (live.values().stream().allMatch(units -> units == 0)) {
      return Trim.none(recipe.classes().size());
    }
    float[] shift = Prior.trim(recipe.classNames(), live, tau * frequencies.trim());
    for (int c = 0; c < shift.length; c++) {
      shift[c] = (float) Math.max(-limit, Math.min(limit, shift[c]));
    }
    return new Trim(frequencies.sequence(), shift);
  }
}
