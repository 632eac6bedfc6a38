package io.longshore.schemas;

/** What a topic keeps. */
public enum Cleanup {
  /** The stream of things that happened; old ones go after the broker's retention. */
  DELETE,
  /** Everything, for ever: decisions and artifacts. */
  KEEP,
  /** The latest value of each key. */
  COMPACT
}
