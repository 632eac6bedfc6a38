package io.longshore.trainer.memory;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;

/**
 * One remembered image.
 *
 * @param id the image
 * @param className its class
 * @param rank its place among the images of its class: a hash of id and seed, unsigned; the lowest
 *     are kept
 * @param shape of the image
 * @param position where its bytes lie in the journal
 */
record Remembered(ImageId id, String className, long rank, ImageShape shape, long position)
    implements Comparable<Remembered> {

  @Override
  public int compareTo(Remembered other) {
    return compareTo(other.rank, other.id);
  }

  /** Whether an image of that rank would be kept before this one. */
  boolean isAfter(long otherRank, ImageId other) {
    return compareTo(otherRank, other) > 0;
  }

  private int compareTo(long otherRank, ImageId other) {
    int byRank = Long.compareUnsigned(rank, otherRank);
    return byRank != 0 ? byRank : id.compareTo(other);
  }
}
