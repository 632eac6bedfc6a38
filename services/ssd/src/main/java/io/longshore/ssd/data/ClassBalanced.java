package io.longshore.ssd.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Every class equally often. Stages II and IV.
 *
 * <p>Classes take turns in cycles; a cycle names each class that has images once, in a shuffled
 * order. Within a class the images take turns the same way. So any whole number of cycles holds
 * exactly equal counts, and no image is seen a second time before all others of its class were
 * seen.
 */
public final class ClassBalanced implements Sampler {
  private final int[][] imagesOfClass;
  private final int[] present;
  private final int draws;

  /**
   * @param labels class of each image
   * @param draws images an epoch
   */
  public ClassBalanced(int[] labels, int classes, int draws) {
    this.imagesOfClass =
        IntStream.range(0, classes)
            .mapToObj(c -> IntStream.range(0, labels.length).filter(i -> labels[i] == c).toArray())
            .toArray(int[][]::new);
    this.present = IntStream.range(0, classes).filter(c -> imagesOfClass[c].length > 0).toArray();
    this.draws = draws;
    if (present.length == 0) {
      throw new IllegalArgumentException("no class has an image to draw");
    }
  }

  /** Images in one cycle: one of each class that has any. */
  public int cycle() {
    return present.length;
  }

  @Override
  public int[] epoch(SplittableRandom random) {
    int[][] queues = Arrays.stream(imagesOfClass).map(int[]::clone).toArray(int[][]::new);
    int[] next = new int[queues.length];
    int[] turns = present.clone();
    int[] order = new int[draws];
    for (int i = 0; i < draws; i++) {
      int turn = i % turns.length;
      if (turn == 0) {
        Shuffle.inPlace(turns, random);
      }
      int c = turns[turn];
      int at = next[c]++ % queues[c].length;
      if (at == 0) {
        Shuffle.inPlace(queues[c], random);
      }
      order[i] = queues[c][at];
    }
    return order;
  }
}
