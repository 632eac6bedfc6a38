package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * One random change of an image that keeps its shape and its class. All chance comes from the
 * stream that is passed in: the same stream makes the same view on every machine.
 */
public sealed interface Transform
    permits PadCrop, ResizedCrop, Mirror, Jitter, Grey, Blur, AutoAugment, Cutout {

  /** Changes the image on the canvas. */
  void apply(Canvas canvas, SplittableRandom random);
}
