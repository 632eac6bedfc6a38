package io.longshore.rollout.evidence;

/** What the stream says of the model under judgement. */
public sealed interface StreamVerdict {
  /** In words and numbers. */
  String reason();

  /** What is asked for is shown. */
  record Shown(String reason) implements StreamVerdict {}

  /** It is worse, and that is shown. */
  record Fell(String reason) implements StreamVerdict {}

  /** Neither yet. */
  record Undecided(String reason) implements StreamVerdict {}
}
