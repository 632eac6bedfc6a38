package io.longshore.domain.frequency;

/**
 * How often one class was seen.
 *
 * @param labels labels, each image once
 * @param units independent units
 * @param decayed units under exponential decay: the recent mix
 */
public record ClassFrequency(long labels, long units, double decayed) {
  public static final ClassFrequency NONE = new ClassFrequency(0, 0, 0);

  public ClassFrequency {
    if (labels < 0 || units < 0 || !(decayed >= 0) || Double.isInfinite(decayed)) {
      throw new IllegalArgumentException(
          "counts cannot be negative: " + labels + ", " + units + ", " + decayed);
    }
  }
}
