package io.longshore.scorer.serving;

/**
 * What is added to the logits of a model so that it answers under the mix of now.
 *
 * <p>Immutable.
 */
public final class Trim {
  private final long sequence;
  private final float[] shift;

  Trim(long sequence, float[] shift) {
    this.sequence = sequence;
    this.shift = shift.clone();
  }

  /** No shift at all, for a model with so many classes. */
  static Trim none(int classes) {
    return new Trim(0, new float[classes]);
  }

  /** Sequence of the class frequencies it comes from; 0 if untrimmed. */
  public long sequence() {
    return sequence;
  }

  /** What is added to the logit of a class. */
  public float shift(int classIndex) {
    return shift[classIndex];
  }

  @Override
  public String toString() {
    return "trim " + sequence;
  }
}
