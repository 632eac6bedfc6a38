package io.longshore.ssd.net;

import io.longshore.ssd.data.ImageShape;

/** All that fixes an encoder apart from its parameters. */
public record NetworkSpec(
    ImageShape image, Normalization normalization, Architecture architecture) {

  public NetworkSpec {
    if (normalization.mean().size() != image.channels()) {
      throw new IllegalArgumentException(
          "the normalization is for "
              + normalization.mean().size()
              + " channels, the images have "
              + image.channels());
    }
  }

  /** Width d of the features. */
  public int featureWidth() {
    return architecture.featureWidth();
  }
}
