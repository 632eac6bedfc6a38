package io.longshore.trainer;

import io.longshore.domain.image.ImageShape;
import io.longshore.ssd.SsdParameters;
import io.longshore.trainer.memory.SelectionRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the trainer. */
@ConfigMapping(prefix = "longshore.trainer")
public interface TrainerSettings {

  /** Hyper-parameters of SSD: small, cifar or tiny. */
  @WithDefault("small")
  Recipe recipe();

  /** Seed of every random choice: which images are remembered, and training. */
  @WithDefault("1")
  long seed();

  /** Most images remembered of a class. */
  @WithDefault("2000")
  int memoryPerClass();

  /** Most images of a class kept back to judge models. */
  @WithDefault("1000")
  int heldOutPerClass();

  /**
   * Fraction of the images kept back, if their senders did not say which; chosen by a hash of the
   * id.
   */
  @WithDefault("0.1")
  double heldOutFraction();

  /**
   * Shape of the images models read, as HEIGHTxWIDTHxCHANNELS; without it, the most common shape
   * remembered.
   */
  Optional<String> inputShape();

  /**
   * Threads of the training engine; without it, one for each processor. The same number gives the
   * same bits.
   */
  Optional<Integer> threads();

  /**
   * Whether to train a plain cross-entropy model beside each retrained one, for comparison: none or
   * cross-entropy.
   */
  @WithDefault("none")
  Control control();

  /** Images on which the engines are compared before a model is announced. */
  @WithDefault("1000")
  int parityImages();

  /** Largest difference of a logit between the engines. */
  @WithDefault("0.001")
  double parityTolerance();

  /** Named hyper-parameters. */
  enum Recipe {
    SMALL,
    CIFAR,
    TINY;

    SsdParameters parameters() {
      return switch (this) {
        case SMALL -> SsdParameters.demo();
        case CIFAR -> SsdParameters.cifar();
        case TINY -> SsdParameters.tiny();
      };
    }
  }

  /** What a retrained model is compared with. */
  enum Control {
    NONE,
    CROSS_ENTROPY
  }

  /** Which images are remembered. */
  default SelectionRule selection() {
    return new SelectionRule(memoryPerClass(), heldOutPerClass(), heldOutFraction(), seed());
  }

  /** The input shape as a value. */
  default Optional<ImageShape> shape() {
    return inputShape().map(ImageShape::parse);
  }
}
