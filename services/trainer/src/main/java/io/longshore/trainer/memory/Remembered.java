package io.longshore.trainer.memory;

import io.longshore.domain.image.ImageId;

/**
 * One remembered image.
 *
 * @param id the image
 * @param className its class
 * @param rank its place among the images of its class: a hash of id and seed, unsigned; the lowest
 *     are kept
 * @param position where its bytes lie in the journal
 */
record Remembered(ImageId id, String className, long rank, long position)
    implements Comparable<Remembered> {

  @Override
  public int compareTo(Remembered other) {
    int byRank = Long.compareUnsigned(rank, other.rank);
    return byRank != 0 ? byRank : id.compareTo(other.id);
  }
}
