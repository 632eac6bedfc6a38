package io.longshore.rollout;

/** What a gate says of a candidate. */
public sealed interface Verdict {
  /** In words and numbers. */
  String reason();

  default boolean passed() {
    return this instanceof Passed;
  }

  /** It may go on. */
  record Passed(String reason) implements Verdict {}

  /** It may not. */
  record Failed(String reason) implements Verdict {}
}
