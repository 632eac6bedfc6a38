package io.longshore.scorer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the scorer. */
@ConfigMapping(prefix = "longshore.scorer")
public interface ScorerSettings {

  /** Images scored at once. */
  @WithDefault("64")
  int batch();

  /** Threads of one run of a model. */
  @WithDefault("1")
  int threads();

  /** Classes named in a prediction. */
  @WithDefault("5")
  int topK();

  /** Larger images are refused before they are decoded. */
  @WithDefault("25000000")
  long maxPixels();

  /** Larger model files are refused before they are fetched. */
  @WithDefault("1073741824")
  long maxArtifactBytes();

  /** Images of each partition among which a repeated send is recognised. */
  @WithDefault("20000")
  int recentImages();

  /** How long a plan may wait for the manifest of its model. */
  @WithDefault("PT30S")
  Duration manifestPatience();

  /** Longest time between two reports. */
  @WithDefault("PT10S")
  Duration reportEvery();

  Trim trim();

  /** How far predictions follow the class mix. */
  interface Trim {
    /** 1 follows the mix wholly, 0 not at all. */
    @WithDefault("1.0")
    double tau();

    /** The largest shift of any logit, either way. */
    @WithDefault("3.0")
    double limit();
  }
}
