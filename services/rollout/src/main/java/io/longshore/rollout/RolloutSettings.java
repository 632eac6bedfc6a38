package io.longshore.rollout;

import io.longshore.runtime.signature.SigningSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the rollout service. */
@ConfigMapping(prefix = "longshore.rollout")
public interface RolloutSettings {

  Gate gate();

  Promotion promotion();

  /** With which key plans are signed. */
  SigningSettings signing();

  /** Images of a trial that are remembered, so that a label finds its prediction. */
  @WithDefault("200000")
  int trialMemoryImages();

  /** How long results of a stage that is over are restated when labels come late. */
  @WithDefault("PT10M")
  Duration restateFor();

  /** A scorer that was silent for so long is not asked what it thinks of a model. */
  @WithDefault("PT30S")
  Duration scorerSilence();

  /** Share of the images on which the live model is watched all the time; 0 for none. */
  @WithDefault("0.2")
  double qualityShare();

  /** Time between two looks at how far the consumers of all services are behind. */
  @WithDefault("PT10S")
  Duration lagEvery();

  /** What a candidate must show on held-out images; see {@link GatePolicy}. */
  interface Gate {
    @WithDefault("0.01")
    double balancedMargin();

    @WithDefault("0.03")
    double manyMargin();

    @WithDefault("0.03")
    double mediumMargin();

    @WithDefault("0.02")
    double fewMargin();

    @WithDefault("0.05")
    double overChance();

    @WithDefault("20")
    int minimumImages();

    @WithDefault("0.001")
    double parity();
  }

  /**
   * What it must pass between that and being live; see {@link
   * io.longshore.domain.rollout.PromotionPolicy}. Operators may set other values on the topic
   * promotion-policies.
   */
  interface Promotion {
    /** direct, verified, canary or shadow-canary. */
    @WithDefault("direct")
    String rebalancePath();

    @WithDefault("shadow-canary")
    String retrainPath();

    /** Of the images, that both models answer. */
    @WithDefault("0.5")
    String shadowShare();

    @WithDefault("0.2")
    String canaryShare();

    /** 0: nothing watches over a model that went live. */
    @WithDefault("0.1")
    String guardShare();

    /** By how much accuracy on the stream may fall, as a fraction. */
    @WithDefault("0.01")
    String marginOverall();

    @WithDefault("0.02")
    String marginMany();

    @WithDefault("0.02")
    String marginMedium();

    @WithDefault("0.02")
    String marginFew();

    /** Chance that a stage decides wrongly, however often it is looked at. */
    @WithDefault("0.01")
    String alpha();

    @WithDefault("200")
    String minimumLabels();

    /** non-inferiority or superiority. */
    @WithDefault("non-inferiority")
    String require();

    /** Which fall refuses a candidate and rolls a live model back: any, or beyond-margin. */
    @WithDefault("any")
    String fall();

    @WithDefault("P7D")
    String patience();

    @WithDefault("PT5M")
    String verifyPatience();

    @WithDefault("P1D")
    String labelDelay();

    @WithDefault("PT1H")
    String guardPeriod();
  }
}
