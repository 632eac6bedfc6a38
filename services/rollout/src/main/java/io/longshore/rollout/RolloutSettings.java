package io.longshore.rollout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the rollout service. */
@ConfigMapping(prefix = "longshore.rollout")
public interface RolloutSettings {

  Gate gate();

  /** What a candidate must show; see {@link GatePolicy}. */
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
}
