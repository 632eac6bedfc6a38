package io.longshore.ssd.data;

import java.util.SplittableRandom;

/** The order in which one epoch visits the images. */
@FunctionalInterface
public interface Sampler {

  /** Indices of the images of one epoch; the same random stream gives the same order. */
  int[] epoch(SplittableRandom random);
}
