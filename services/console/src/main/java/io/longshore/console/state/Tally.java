package io.longshore.console.state;

/** How often a model was right, of how many images judged. */
public record Tally(long right, long judged) {
  public static final Tally NONE = new Tally(0, 0);

  public Tally {
    if (right < 0 || judged < right) {
      throw new IllegalArgumentException(right + " right of " + judged);
    }
  }

  public Tally and(Tally other) {
    return new Tally(right + other.right, judged + other.judged);
  }
}
