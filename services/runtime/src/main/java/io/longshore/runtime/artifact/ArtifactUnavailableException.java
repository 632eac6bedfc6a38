package io.longshore.runtime.artifact;

/** An artifact cannot be had as it was stored. */
public final class ArtifactUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Problem {
    /** Some of it is not in the store. */
    INCOMPLETE,
    /** It is there, but it is not what its reference says. */
    WRONG_DIGEST
  }

  private final Problem problem;

  public ArtifactUnavailableException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
