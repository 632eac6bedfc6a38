package io.longshore.domain.drift;

/**
 * A class whose share is another than the reference's.
 *
 * @param className its name, or {@link MovedClasses#NOT_NAMED}
 * @param direction where its share went
 * @param referenceShare expected if nothing had moved, in (0, 1)
 * @param liveShare of the units seen, in [0, 1]
 * @param logE natural logarithm of the evidence that it moved
 */
public record MovedClass(
    String className, Direction direction, double referenceShare, double liveShare, double logE) {

  /** Where a share went. */
  public enum Direction {
    /** More frequent than it was. */
    RISEN,
    /** Less frequent than it was. */
    FALLEN
  }
}
