package io.longshore.ssd.data;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Every image once an epoch: frequent classes are seen as often as they are. Stages I and III. */
public record InstanceBalanced(int images) implements Sampler {

  @Override
  public int[] epoch(SplittableRandom random) {
    int[] order = IntStream.range(0, images).toArray();
    Shuffle.inPlace(order, random);
    return order;
  }
}
