package io.longshore.domain.adaptation;

/** Whether a policy decides by itself. */
public enum PolicyState {
  /** It does. */
  RUNNING("running"),
  /** It waits; what an operator asks for is done all the same. */
  PAUSED("paused");

  private final String word;

  PolicyState(String word) {
    this.word = word;
  }

  /** The word used in commands, files and logs. */
  public String word() {
    return word;
  }
}
