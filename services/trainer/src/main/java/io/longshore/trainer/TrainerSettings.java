package io.longshore.trainer;

import io.longshore.domain.image.ImageShape;
import io.longshore.runtime.signature.SigningSettings;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.rebalance.ClassifierRetraining;
import io.longshore.ssd.rebalance.HeadFit;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.ssd.torch.Precision;
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
   * What trains: cpu, gpu:N, or auto for the first GPU where there is one. Another device rounds
   * differently, so the same seed gives another model there; only cpu and gpu:N say beforehand
   * which.
   */
  @WithDefault("cpu")
  String device();

  /**
   * Number format of the convolutions while training: float32, or bfloat16, which is quicker on
   * processors that have it and gives the same bits nowhere else.
   */
  @WithDefault("float32")
  Precision precision();

  /** How gear 2 fits the head. */
  Rebalance rebalance();

  /** How gear 3 begins. */
  Retrain retrain();

  /**
   * Whether to train a plain cross-entropy model beside each retrained one, for comparison: none or
   * cross-entropy.
   */
  @WithDefault("none")
  Control control();

  /**
   * Whether to offer a model that went live once more in whole numbers, which are quicker to serve:
   * none or int8.
   */
  @WithDefault("none")
  Quantize quantize();

  /** Images on which the engines are compared before a model is announced. */
  @WithDefault("1000")
  int parityImages();

  /** Largest difference of a logit between the engines. */
  @WithDefault("0.001")
  double parityTolerance();

  /** With which key manifests are signed, if they are. */
  SigningSettings signing();

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

  /** How gear 2 fits the head. */
  interface Rebalance {
    /** crt: weights and biases anew. lws: one scale a class, as in stage IV of the method. */
    @WithDefault("crt")
    Method method();
  }

  /** Ways to fit a head over features that stay. */
  enum Method {
    CRT,
    LWS;

    HeadFit fit() {
      return this == CRT ? ClassifierRetraining.standard() : LearnableWeightScaling.standard();
    }
  }

  /** How gear 3 begins. */
  interface Retrain {
    /** fresh: at random, as in the paper. live: at the live model, if there is one that fits. */
    @WithDefault("fresh")
    Beginning start();

    /**
     * Weight of what the live model says of its classes, beside the labels, in a retrain that
     * starts from it; 0 lets it be forgotten.
     */
    @WithDefault("0.0")
    double remembering();

    /** Parameters of the recipe under these settings. */
    default SsdParameters applied(SsdParameters parameters) {
      return start() == Beginning.LIVE
          ? parameters.with(new Remembering(remembering(), Remembering.NOTHING.temperature()))
          : parameters;
    }
  }

  /** Where a retrain begins. */
  enum Beginning {
    FRESH,
    LIVE
  }

  /** What a retrained model is compared with. */
  enum Control {
    NONE,
    CROSS_ENTROPY
  }

  /** In which numbers a model is offered once more. */
  enum Quantize {
    NONE,
    INT8
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
