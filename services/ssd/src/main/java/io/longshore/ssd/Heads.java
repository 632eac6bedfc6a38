package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import java.util.Optional;

/**
 * The heads over one encoder, and which of them answers.
 *
 * @param hard W, b without scales
 * @param scales s of the hard head
 * @param soft the student's other head; absent in a model that had no teacher
 * @param served training's choice of those two
 * @param refitted fitted anew: it answers in their place
 */
record Heads(
    LinearHead hard,
    float[] scales,
    Optional<LinearHead> soft,
    ServedHead served,
    Optional<LinearHead> refitted) {

  Heads {
    if (scales.length != hard.classes()) {
      throw new IllegalArgumentException(
          "a head of %d classes does not fit %d scales".formatted(hard.classes(), scales.length));
    }
    if (served != ServedHead.HARD && soft.isEmpty()) {
      throw new IllegalArgumentException(
          "a model without a soft head can serve its hard head only, not " + served);
    }
    scales = scales.clone();
  }

  static Heads of(LinearHead hard, float[] scales) {
    return new Heads(hard, scales, Optional.empty(), ServedHead.HARD, Optional.empty());
  }

  @Override
  public float[] scales() {
    return scales.clone();
  }

  Heads withSoft(LinearHead head) {
    return new Heads(hard, scales, Optional.of(head), served, refitted);
  }

  Heads serving(ServedHead choice) {
    return new Heads(hard, scales, soft, choice, refitted);
  }

  /** Under other scales, without the head that was fitted under the old ones. */
  Heads rescaled(float[] others) {
    return new Heads(hard, others, soft, served, Optional.empty());
  }

  Heads refittedTo(LinearHead head) {
    if (head.classes() != hard.classes() || head.width() != hard.width()) {
      throw new IllegalArgumentException(
          "a head of %d classes over %d features does not go with one of %d over %d"
              .formatted(head.classes(), head.width(), hard.classes(), hard.width()));
    }
    return new Heads(hard, scales, soft, served, Optional.of(head));
  }

  /** The one that was fitted anew, else training's choice. */
  LinearHead answering() {
    return refitted.orElseGet(() -> head(served));
  }

  /**
   * The head that would be served by that choice.
   *
   * @throws IllegalArgumentException if it needs a soft head and there is none
   */
  LinearHead head(ServedHead choice) {
    LinearHead rebalanced = hard.scaledBy(scales);
    if (choice == ServedHead.HARD) {
      return rebalanced;
    }
    return choice.of(
        rebalanced,
        soft.orElseThrow(
            () -> new IllegalArgumentException("the model has no soft head for " + choice)));
  }
}
