package io.longshore.loadtest.audit;

/**
 * What a sender knows of something it sent. Of several sends of the same, the first of these
 * counts.
 */
public enum Outcome {
  /** Answered 202: it must be there, for ever. */
  ACKNOWLEDGED,
  /** No answer, or one that promises nothing: it may be there or not. */
  UNKNOWN,
  /** Answered with a refusal, or nobody listened: it must not be there. */
  REFUSED
}
