package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * One of a policy's sub-policies, drawn anew for each image (Cubuk et al., AutoAugment, CVPR 2019).
 *
 * @param policy that is drawn from
 * @param fill value of pixels that come from outside the image, 0 to 255
 */
public record AutoAugment(Policy policy, int fill) implements Transform {

  public AutoAugment {
    if (fill < 0 || fill > 255) {
      throw new IllegalArgumentException("fill must be 0 to 255: " + fill);
    }
  }

  /** The policy found on CIFAR-10, filling with middle grey. */
  public static AutoAugment cifar10() {
    return new AutoAugment(Policy.CIFAR_10, 128);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    SubPolicy chosen = policy.subPolicies().get(random.nextInt(policy.subPolicies().size()));
    apply(chosen.first(), canvas, random);
    apply(chosen.second(), canvas, random);
  }

  private void apply(SubPolicy.Step step, Canvas canvas, SplittableRandom random) {
    if (random.nextDouble() < step.probability()) {
      int sign = random.nextBoolean() ? 1 : -1;
      step.operation().apply(canvas, sign * step.amount(), fill);
    }
  }
}
