package io.longshore.ssd;

/** Where the student of stage III begins. */
public enum StudentStart {
  /** At random, as in the paper; or at the live model where training continues from one. */
  FRESH,
  /**
   * At its teacher: the hard head at (W, b), the soft head at s * (W, b), so that distillation
   * begins at zero.
   */
  FROM_TEACHER
}
