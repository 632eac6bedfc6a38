package io.longshore.scorer.verify;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a candidate may take when it is verified, and how far it may be from the trainer's. */
public interface VerifySettings {

  /** Memory of the process that runs it, the Java platform in it included. */
  @WithDefault("1073741824")
  long maxBytes();

  /**
   * Time for all of it, the start of its process too, on a machine that is busy with other things:
   * a candidate that is refused is not tried again.
   */
  @WithDefault("PT2M")
  Duration patience();

  /** Median time of one image by itself. */
  @WithDefault("PT1S")
  Duration maxImageTime();

  /** Largest difference of a logit of the golden batch from the trainer's. */
  @WithDefault("0.001")
  double tolerance();

  /**
   * Whether a process stands by, so that a new head is verified in a moment; it takes about as much
   * memory as the model and 100 MB.
   */
  @WithDefault("true")
  boolean standby();
}
